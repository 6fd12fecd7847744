/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

export type Format = 'mjs' | 'cjs';
/** `ws`: WebSocket; `lines`: a custom transport over TCP. */
export type Kind = 'stdio' | 'http' | 'sse' | 'ws' | 'lines' | 'memory';

/** A version of the SDK in the part of the protocol's history that it speaks. */
export interface Line {
  readonly title: string;
  readonly programs: 'v1' | 'v2';
  /** Key of `sdk-versions.json`; default: what the workspace has. */
  readonly installed?: string;
  /** Modern: protocol revision 2026-07-28; legacy: those with a handshake. */
  readonly era: 'legacy' | 'modern';
  readonly transports: readonly Kind[];
}

export const LINES = {
  v1: {
    title: 'v1 1.32.2',
    programs: 'v1',
    era: 'legacy',
    transports: ['stdio', 'http'],
  },
  v1Oldest: {
    title: 'v1 1.8.0',
    programs: 'v1',
    installed: 'v1-1.8',
    era: 'legacy',
    transports: ['stdio', 'sse'],
  },
  v1OldHttp: {
    title: 'v1 1.13.0',
    programs: 'v1',
    installed: 'v1-1.13',
    era: 'legacy',
    transports: ['http'],
  },
  v2: {
    title: 'v2 2.4.0, legacy era',
    programs: 'v2',
    era: 'legacy',
    transports: ['stdio', 'http'],
  },
  v2Modern: {
    title: 'v2 2.4.0, 2026-07-28',
    programs: 'v2',
    era: 'modern',
    transports: ['stdio', 'http'],
  },
} as const satisfies Record<string, Line>;

/** How a program comes to be traced: flags of Node. */
export interface SetUp {
  readonly title: string;
  readonly execArgv: (format: Format) => readonly string[];
}

export const REGISTER = 'opentelemetry-instrumentation-mcp/register';
const LOADER = '@opentelemetry/instrumentation/hook.mjs';

export const SET_UPS = {
  register: {
    title: 'the register flag beside a set-up that knows nothing of MCP',
    execArgv: format => [
      ...['--import', REGISTER],
      ...['--import', preload(`sdk.${format}`)],
    ],
  },
  nodeSdk: {
    title: 'NodeSDK with McpInstrumentation',
    execArgv: format => [
      ...(format === 'mjs' ? ['--experimental-loader', LOADER] : []),
      ...['--import', preload(`node-sdk.${format}`)],
    ],
  },
  added: {
    title: 'McpInstrumentation added to a set-up by registerInstrumentations',
    execArgv: format => [
      ...['--import', preload(`sdk.${format}`)],
      ...['--import', preload(`add-mcp.${format}`)],
    ],
  },
} as const satisfies Record<string, SetUp>;

/** A file in `preload`, as `--import` takes it in the folder of the programs. */
export function preload(file: string): string {
  return `./preload/${file}`;
}
