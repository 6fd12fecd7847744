/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { trace, type Span } from '@opentelemetry/api';
import { z } from 'zod';
import {
  notifyFrom,
  toolSchema,
  type Client,
  type McpServer,
  type Sdk,
  type Transport,
} from './sdk.ts';

const CLIENT_CAPABILITIES = { sampling: {}, elicitation: {}, roots: {} };
const SERVER_CAPABILITIES = { logging: {}, tools: { listChanged: true } };

/** A client and a server of one copy of the SDK, connected in memory. */
export interface Pair {
  readonly sdk: Sdk;
  readonly client: Client;
  readonly server: McpServer;
  readonly clientTransport: Transport;
  readonly serverTransport: Transport;
  close(): Promise<void>;
}

export function createClient(sdk: Sdk, options: object = {}): Client {
  const capabilities = CLIENT_CAPABILITIES;
  return new sdk.Client(
    { name: 'test-client', version: '1.0.0' },
    { capabilities, ...options }
  );
}

type Within = <T>(name: string, action: () => Promise<T>) => Promise<T>;

/** A server whose tools do one thing each, within a span of their own. */
export function createServer(sdk: Sdk, within: Within = inSpan): McpServer {
  const server = new sdk.McpServer(
    { name: 'test-server', version: '1.0.0' },
    { capabilities: SERVER_CAPABILITIES }
  );
  const tool = (
    name: string,
    work: (text: string, extra: unknown) => unknown
  ) => {
    const inputSchema = toolSchema(sdk, { text: z.string().optional() });
    const callback = async ({ text = '' }: { text?: string }, extra: unknown) =>
      within(`work ${name}`, async () => {
        const answer = await work(text, extra);
        return {
          content: [{ type: 'text', text: JSON.stringify(answer ?? null) }],
        };
      });
    server.registerTool(name, { inputSchema }, callback);
  };
  tool('echo', text => text);
  tool('fail', () => {
    throw new Error('the tool failed');
  });
  tool('progress', async (_, extra) => {
    const { _meta, mcpReq } = extra as {
      _meta?: { progressToken?: unknown };
      mcpReq?: { _meta?: { progressToken?: unknown } };
    };
    const token = (_meta ?? mcpReq?._meta)?.progressToken;
    const params = { progressToken: token, progress: 1, total: 2 };
    await notifyFrom(extra)({ method: 'notifications/progress', params });
  });
  tool('sample', () =>
    server.server.createMessage({ messages: [], maxTokens: 1 })
  );
  tool('elicit', () =>
    server.server.elicitInput({
      message: 'name?',
      requestedSchema: {
        type: 'object',
        properties: { name: { type: 'string' } },
      },
    })
  );
  tool('roots', () => server.server.listRoots());
  tool('log', text =>
    server.server.sendLoggingMessage({ level: 'error', data: text })
  );
  return server;
}

export async function connectPair(
  sdk: Sdk,
  client = createClient(sdk),
  server = createServer(sdk),
  transports = sdk.InMemoryTransport.createLinkedPair()
): Promise<Pair> {
  const [clientTransport, serverTransport] = transports;
  await server.connect(serverTransport);
  await client.connect(clientTransport);
  const close = async () => {
    await client.close();
    await server.close();
  };
  return { sdk, client, server, clientTransport, serverTransport, close };
}

/** Runs `action` in a span of the application, which ends with it. */
export function inSpan<T>(
  name: string,
  action: (span: Span) => Promise<T>
): Promise<T> {
  return trace.getTracer('app').startActiveSpan(name, async span => {
    try {
      return await action(span);
    } finally {
      span.end();
    }
  });
}

/** Until every microtask that is queued now has run. */
export function settled(): Promise<void> {
  return new Promise(resolve => {
    setImmediate(resolve);
  });
}
