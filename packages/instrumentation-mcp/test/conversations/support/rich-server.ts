/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { completable as completableV1 } from '@modelcontextprotocol/sdk/server/completable.js';
import { completable as completableV2 } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { SdkCopy } from '../../failures/support/copies.ts';
import { handle, type McpServer } from '../../support/sdk.ts';

/** How many tools a page of `tools/list` has, and how many pages there are. */
export const PAGES = 3;

/** A server with one of everything that a client may ask for. */
export function createRichServer(sdk: SdkCopy): McpServer {
  const server = new sdk.McpServer(
    { name: 'rich-server', version: '1.0.0' },
    {
      capabilities: {
        logging: {},
        tools: {},
        prompts: { listChanged: true },
        resources: { subscribe: true, listChanged: true },
      },
    }
  );
  registerPrompt(sdk, server);
  const metadata = { mimeType: 'text/plain' };
  server.registerResource('note', 'note://1', metadata, () => ({
    contents: [{ uri: 'note://1', text: 'a note' }],
  }));
  for (const method of ['resources/subscribe', 'resources/unsubscribe']) {
    handle(sdk, server.server, method, () => ({}));
  }
  server.registerTool('placeholder', {}, () => ({ content: [] }));
  handle(sdk, server.server, 'tools/list', ({ params }) => {
    const cursor: unknown = Reflect.get(Object(params), 'cursor');
    const page = typeof cursor === 'string' ? Number(cursor) : 1;
    return {
      tools: [{ name: `tool-${page}`, inputSchema: { type: 'object' } }],
      ...(page < PAGES && { nextCursor: String(page + 1) }),
    };
  });
  return server;
}

function registerPrompt({ line }: SdkCopy, server: McpServer): void {
  const complete = (value: string) => [`${value}da`];
  const argsSchema =
    line === 'v1'
      ? { who: completableV1(z.string(), complete) }
      : z.object({ who: completableV2(z.string(), complete) });
  server.registerPrompt('greet', { argsSchema }, () => ({
    messages: [{ role: 'user', content: { type: 'text', text: 'hello' } }],
  }));
}
