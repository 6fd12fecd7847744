/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  startFixture,
  type Exit,
  type Fixture,
} from 'opentelemetry-mcp-test-utils';
import { fileURLToPath } from 'node:url';

const FIXTURES = new URL('../fixtures/', import.meta.url);

/** Programs of `fixtures` by the line of the SDK and the way they serve. */
export const SERVERS = {
  'v1 as ES module': { file: 'v1-server.mjs' },
  'v1 as CommonJS': { file: 'v1-server.cjs' },
  'v2 as ES module': { file: 'v2-server.mjs' },
  'v2 as CommonJS': { file: 'v2-server.cjs' },
  'v2 with serveStdio': { file: 'v2-server.mjs', env: { SERVE: 'entry' } },
  'v2 with serveStdio as CommonJS': {
    file: 'v2-server.cjs',
    env: { SERVE: 'entry' },
  },
} as const satisfies Record<string, Partial<ServerOptions>>;

export interface ServerOptions {
  readonly file: string;
  readonly execArgv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where `fixtures` and the packages of the flags are; default: this folder. */
  readonly folder?: string | undefined;
}

export const REGISTER = 'opentelemetry-instrumentation-mcp/register';
export const AUTO = 'opentelemetry-instrumentation-mcp/auto';
export const OPENTELEMETRY =
  '@opentelemetry/auto-instrumentations-node/register';

export function imports(...specifiers: readonly string[]): string[] {
  return specifiers.flatMap(specifier => ['--import', specifier]);
}

/** A file of `fixtures`, as a flag takes it. */
export function fixture(file: string, folder = FIXTURES.href): string {
  return new URL(file, folder).href;
}

/** Starts a server and calls its tool, as a client would. */
export async function callServer(options: ServerOptions): Promise<Fixture> {
  const folder = options.folder ?? FIXTURES.href;
  const server = await startFixture({
    file: new URL(options.file, folder),
    cwd: fileURLToPath(folder),
    execArgv: options.execArgv,
    // Detectors of clouds ask the network, which takes seconds.
    env: { OTEL_NODE_RESOURCE_DETECTORS: 'none', ...options.env },
  });
  const send = (message: object) => {
    server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  };
  const clientInfo = { name: 'test', version: '1' };
  const protocolVersion = '2025-06-18';
  const params = { protocolVersion, clientInfo, capabilities: {} };
  send({ id: 'first', method: 'initialize', params });
  await server.waitFor('stdout', '"id":"first"');
  send({ method: 'notifications/initialized' });
  const call = { name: 'environment', arguments: {} };
  send({ id: 'second', method: 'tools/call', params: call });
  await server.waitFor('stdout', '"id":"second"');
  return server;
}

/** Ends stdin and waits for the end of the process. */
export async function endStdin(
  server: Fixture
): Promise<Exit & { readonly milliseconds: number }> {
  const before = performance.now();
  server.stdin.end();
  const exit = await server.exited;
  return { ...exit, milliseconds: performance.now() - before };
}
