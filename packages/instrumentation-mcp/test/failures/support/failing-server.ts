/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { EventEmitter } from 'node:events';
import { handle, type McpServer } from '../../support/sdk.ts';
import type { SdkCopy } from './copies.ts';

/**
 * A server that fails on demand. Tools: `echo`, `refuse` (an `isError` result),
 * `throw`, `number` (wants a number). `resources/read` fails as its URI says:
 * `error:<code>:<message>`, `throw:<message>`, `misshapen:`, `hang:`.
 *
 * @param reads emits `read` whenever that handler runs
 */
export function createFailingServer(
  sdk: SdkCopy,
  reads = new EventEmitter()
): McpServer {
  const server = new sdk.McpServer(
    { name: 'failing-server', version: '1.0.0' },
    { capabilities: { resources: {}, tools: {}, logging: {} } }
  );
  const text = (value: string) => [{ type: 'text', text: value }];
  tool(sdk, server, 'echo', {}, () => ({ content: text('done') }));
  tool(sdk, server, 'refuse', {}, () => ({
    content: text('a secret'),
    isError: true,
  }));
  tool(sdk, server, 'throw', {}, () => {
    throw Object.assign(new TypeError('a secret'), { code: -32603 });
  });
  const { z } = sdk;
  tool(sdk, server, 'number', { n: z.number() }, () => ({ content: [] }));
  handle(sdk, server.server, 'resources/read', ({ params }) => {
    reads.emit('read');
    return read(String(Reflect.get(Object(params), 'uri')));
  });
  return server;
}

function read(uri: string): unknown {
  const [kind, ...rest] = uri.split(':');
  switch (kind) {
    case 'error': {
      const [code, message] = rest;
      throw Object.assign(new Error(message), { code: Number(code) });
    }
    case 'throw':
      throw new RangeError(rest.join(':'));
    case 'misshapen':
      return { contents: 'none' };
    case 'hang':
      return new Promise(() => undefined);
    default:
      return { contents: [] };
  }
}

type ToolCallback = () => object;

/** `tool()` until 1.12, `registerTool()` since. */
function tool(
  { line, z }: SdkCopy,
  server: McpServer,
  name: string,
  shape: Record<string, unknown>,
  callback: ToolCallback
): void {
  if (typeof Reflect.get(server, 'registerTool') === 'function') {
    const inputSchema = line === 'v1' ? shape : z.object(shape);
    server.registerTool(name, { inputSchema }, callback);
    return;
  }
  const register = Reflect.get(server, 'tool') as (...args: unknown[]) => void;
  register.call(server, name, shape, callback);
}
