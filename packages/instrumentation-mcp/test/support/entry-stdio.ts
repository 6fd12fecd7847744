/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { createRequire } from 'node:module';
import { PassThrough } from 'node:stream';
import { createInterface } from 'node:readline';
import * as esmServer from '@modelcontextprotocol/server';
import * as esmStdio from '@modelcontextprotocol/server/stdio';
import { inSpan } from './pair.ts';
import type { Transport } from './sdk.ts';

export type StdioModule = Pick<typeof esmServer, 'McpServer'> &
  Pick<typeof esmStdio, 'serveStdio' | 'StdioServerTransport'>;
export type StdioOptions = Parameters<typeof esmStdio.serveStdio>[1];
type Factory = Parameters<typeof esmStdio.serveStdio>[0];

const require = createRequire(import.meta.url);

/** SDK v2's entry for stdio, in both formats. */
export const STDIO_MODULES: Readonly<Record<'ESM' | 'CJS', StdioModule>> = {
  ESM: { ...esmServer, ...esmStdio },
  CJS: {
    ...(require('@modelcontextprotocol/server') as typeof esmServer),
    ...(require('@modelcontextprotocol/server/stdio') as typeof esmStdio),
  },
};

/** The far end of a stdio transport. */
export interface StdioPeer {
  /** Sends a message, or a line that is none. */
  send(message: object | string): void;
  /** The next line of the other side. */
  next(): Promise<string>;
  close(): Promise<void>;
}

/** The SDK's transport on streams of this process, and its far end. */
export function createStdio({ StdioServerTransport }: StdioModule): {
  readonly transport: esmStdio.StdioServerTransport;
  readonly peer: Omit<StdioPeer, 'close'>;
} {
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  return {
    transport: new StdioServerTransport(stdin, stdout),
    peer: {
      send(message) {
        const line =
          typeof message === 'string' ? message : JSON.stringify(message);
        stdin.write(`${line}\n`);
      },
      async next() {
        const { value, done } = await lines.next();
        if (done === true) throw new Error('the transport has closed');
        return value;
      },
    },
  };
}

/** A server with one tool behind `serveStdio`. */
export function startStdio(
  module: StdioModule,
  options: StdioOptions = {},
  factory: Factory = () => createEchoServer(module)
): StdioPeer {
  const { transport, peer } = createStdio(module);
  const handle = module.serveStdio(factory, { ...options, transport });
  return { ...peer, close: () => handle.close() };
}

function createEchoServer({ McpServer }: StdioModule): esmServer.McpServer {
  const server = new McpServer(
    { name: 'test-server', version: '1.0.0' },
    { capabilities: { tools: { listChanged: true } } }
  );
  server.registerTool('echo', {}, () =>
    inSpan('work echo', () => Promise.resolve({ content: [] }))
  );
  return server;
}

/** A client's transport over the far end. */
export function transportTo(peer: StdioPeer): Transport {
  const transport: Transport = {
    async start() {
      void (async () => {
        for (;;) {
          const message: unknown = JSON.parse(await peer.next());
          transport.onmessage?.(message);
        }
      })().catch(() => transport.onclose?.());
      return Promise.resolve();
    },
    send(message) {
      peer.send(message);
      return Promise.resolve();
    },
    async close() {
      await peer.close();
      transport.onclose?.();
    },
  };
  return transport;
}
