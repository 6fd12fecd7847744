/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import type { RequestListener } from 'node:http';
import type * as zod from 'zod';
import type { McpServer, Sdk, Transport } from '../../support/sdk.ts';

/** A transport of Streamable HTTP on the server's side. */
export interface HttpServerTransport extends Transport {
  readonly sessionId?: string | undefined;
  handleRequest: RequestListener;
}

export interface HttpServerOptions {
  readonly sessionIdGenerator: (() => string) | undefined;
  readonly onsessioninitialized?: (id: string) => void;
  readonly enableJsonResponse?: boolean;
  readonly eventStore?: object;
  readonly retryInterval?: number;
}

/** What a handler of the modern era is made by (v2). */
export interface ModernEntry {
  readonly serveStdio: (
    factory: () => McpServer,
    options: { transport: Transport }
  ) => { close(): Promise<void> };
  readonly createMcpHandler: (factory: () => McpServer) => object;
  readonly toNodeHandler: (handler: object) => RequestListener;
}

/** One version of the SDK, with what the tests of failures need beyond `Sdk`. */
export interface SdkCopy extends Sdk {
  readonly version: string;
  /** `z` as this version of the SDK wants it: zod 3 until 1.22. */
  readonly z: typeof zod.z;
  readonly StdioServerTransport: new (
    stdin: Readable,
    stdout: Writable
  ) => Transport;
  /** Absent before 1.10. */
  readonly createHttpServerTransport?: (
    options: HttpServerOptions
  ) => HttpServerTransport;
  /** v2 only. */
  readonly modern?: ModernEntry;
}

/**
 * Loads the version of the SDK that is found from a folder.
 *
 * @param folder absolute path of a folder whose `node_modules` has the SDK
 */
export async function loadCopy(
  line: 'v1' | 'v2',
  version: string,
  folder: string
): Promise<SdkCopy> {
  const require = createRequire(join(folder, 'package.json'));
  // with `import`'s conditions; `require.resolve` would find the CommonJS files
  const load = async (specifier: string) => {
    const file = line === 'v1' ? v1Module(require, specifier) : undefined;
    const path = file ?? v2Module(require, specifier);
    return (await import(pathToFileURL(path).href)) as Record<string, unknown>;
  };
  return line === 'v1'
    ? loadV1(load, version, require)
    : loadV2(load, version, require);
}

type Load = (specifier: string) => Promise<Record<string, unknown>>;

async function loadV1(
  load: Load,
  version: string,
  require: NodeJS.Require
): Promise<SdkCopy> {
  const hasHttp = Number(version.split('.')[1]) >= 10;
  const namespaces = await Promise.all(
    [
      ...['client/index.js', 'server/index.js', 'server/mcp.js'],
      ...['inMemory.js', 'client/stdio.js', 'server/stdio.js', 'types.js'],
      ...(hasHttp ? ['client/streamableHttp.js'] : []),
    ].map(load)
  );
  const http = hasHttp ? await load('server/streamableHttp.js') : {};
  const HttpTransport = http['StreamableHTTPServerTransport'];
  const sdk = createRequire(
    require.resolve('@modelcontextprotocol/sdk/types.js')
  );
  return {
    ...(Object.assign({}, ...namespaces) as SdkCopy),
    ...common('v1', version, [...namespaces, http]),
    z: (sdk('zod') as typeof zod).z,
    ...(isHttpTransportClass(HttpTransport) && {
      createHttpServerTransport: options => new HttpTransport(options),
    }),
  };
}

async function loadV2(
  load: Load,
  version: string,
  require: NodeJS.Require
): Promise<SdkCopy> {
  const [client, server, clientStdio, serverStdio, node] = await Promise.all([
    load('client'),
    load('server'),
    load('client/stdio'),
    load('server/stdio'),
    load('node'),
  ]);
  const namespaces = [client, server, clientStdio, serverStdio];
  const classes = Object.assign({}, ...namespaces, node) as SdkCopy &
    ModernEntry & {
      NodeStreamableHTTPServerTransport: HttpTransportClass;
    };
  const { serveStdio, createMcpHandler, toNodeHandler } = classes;
  const HttpTransport = classes.NodeStreamableHTTPServerTransport;
  return {
    ...classes,
    ...common('v2', version, namespaces),
    z: (require('zod') as typeof zod).z,
    createHttpServerTransport: options => new HttpTransport(options),
    modern: { serveStdio, createMcpHandler, toNodeHandler },
  };
}

function common(
  line: 'v1' | 'v2',
  version: string,
  namespaces: readonly object[]
): Pick<Sdk, 'name' | 'line' | 'namespaces'> & { version: string } {
  return { name: `${line} ${version}`, line, version, namespaces };
}

type HttpTransportClass = new (
  options: HttpServerOptions
) => HttpServerTransport;

function isHttpTransportClass(value: unknown): value is HttpTransportClass {
  return typeof value === 'function';
}

function v1Module(require: NodeJS.Require, path: string): string {
  const common = require.resolve(`@modelcontextprotocol/sdk/${path}`);
  return common.replace(join('dist', 'cjs'), join('dist', 'esm'));
}

function v2Module(require: NodeJS.Require, path: string): string {
  return require
    .resolve(`@modelcontextprotocol/${path}`)
    .replace(/\.cjs$/, '.mjs');
}
