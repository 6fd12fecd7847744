/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { z } from 'zod';
import {
  handle,
  toolSchema,
  type McpServer,
  type Sdk,
} from '../support/sdk.ts';

type Notify = (message: object) => Promise<void>;

/** A server all of whose answers, questions and failures are full of a secret. */
export function secretiveServer(
  sdk: Sdk,
  secret: string,
  notifyFrom: (extra: unknown) => Notify
): McpServer {
  const server = new sdk.McpServer(
    { name: 'secretive', version: '1.0.0' },
    {
      capabilities: {
        logging: {},
        tools: {},
        prompts: {},
        resources: {},
        completions: {},
      },
    }
  );
  const text = { type: 'text', text: secret };
  const nested = { [secret]: secret, list: [secret] };
  const answer = { content: [text], structuredContent: nested, _meta: nested };

  const tool = (name: string, callback: (extra: unknown) => unknown) => {
    const inputSchema = toolSchema(sdk, { text: z.string() });
    const description = `${name} ${secret}`;
    server.registerTool(
      name,
      { inputSchema, description },
      (_: unknown, extra: unknown) => callback(extra)
    );
  };
  tool('echo', () => answer);
  tool('fail', () => {
    throw new Error(secret, { cause: new Error(secret) });
  });
  tool('refuse', () => ({ ...answer, isError: true }));
  tool('talk', async extra => {
    const notify = notifyFrom(extra);
    await notify({
      method: 'notifications/progress',
      params: { progressToken: 1, progress: 1, message: secret, _meta: nested },
    });
    await notify({
      method: 'notifications/message',
      params: { level: 'error', data: { nested, secret } },
    });
    return answer;
  });
  tool('ask', async () => {
    await server.server.createMessage({
      messages: [{ role: 'user', content: text }],
      systemPrompt: secret,
      metadata: nested,
      maxTokens: 1,
    });
    await server.server.elicitInput({
      message: secret,
      requestedSchema: {
        type: 'object',
        properties: { name: { type: 'string', description: secret } },
      },
    });
    await server.server.listRoots();
    return answer;
  });
  server.registerTool(
    'invalid',
    { outputSchema: toolSchema(sdk, { count: z.number() }) },
    () => ({ content: [text], structuredContent: { count: secret } })
  );
  registerOthers(sdk, server, secret);
  return server;
}

function registerOthers(sdk: Sdk, server: McpServer, secret: string): void {
  const text = { type: 'text', text: secret };
  const argsSchema = toolSchema(sdk, { text: z.string() });
  server.registerPrompt('greet', { argsSchema, description: secret }, () => ({
    description: secret,
    messages: [{ role: 'user', content: text }],
  }));
  server.registerResource('r', 'secret://resource', {}, (uri: URL) => ({
    contents: [{ uri: uri.href, text: secret, _meta: { secret } }],
  }));
  // What a protocol error says is its message; this one says it in its data.
  server.registerResource('f', 'secret://failing', {}, () => {
    throw Object.assign(new Error('not now'), {
      code: -32050,
      data: { secret },
    });
  });
  handle(sdk, server.server, 'completion/complete', () => ({
    completion: { values: [secret] },
  }));
}
