/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { startFixture } from 'opentelemetry-mcp-test-utils';
import { fileURLToPath } from 'node:url';
import { fixture } from './server-process.ts';

/** Parameters of a stdio client, as the SDK takes them. */
export interface ServerParameters {
  readonly command: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** What a program of `fixtures/*-host` prints. */
export interface HostReport {
  /** The variables of the server. */
  readonly environment: Readonly<Record<string, string>>;
  readonly unchanged: boolean;
  readonly span?: { readonly traceId: string; readonly spanId: string };
}

export interface HostOptions {
  readonly file: string;
  readonly execArgv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly server?: Partial<ServerParameters>;
  /** Where `fixtures` are; default: this folder. */
  readonly folder?: string;
}

/** Runs a client that starts a server, to its end. */
export async function runHost(options: HostOptions): Promise<HostReport> {
  const server: ServerParameters = {
    command: process.execPath,
    args: [fileURLToPath(fixture('v1-server.mjs'))],
    ...options.server,
  };
  const host = await startFixture({
    file: new URL(fixture(options.file, options.folder)),
    cwd: fileURLToPath(fixture('.', options.folder)),
    execArgv: options.execArgv,
    env: { ...options.env, SERVER: JSON.stringify(server) },
  });
  const { code } = await host.exited;
  if (code !== 0) {
    throw new Error(
      `${options.file} ended with ${String(code)}: ${host.stderr}`
    );
  }
  return JSON.parse(host.stdout) as HostReport;
}
