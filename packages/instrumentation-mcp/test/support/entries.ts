/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { toNodeHandler } from '@modelcontextprotocol/node';
import type * as esm from '@modelcontextprotocol/server';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { inSpan } from './pair.ts';

type ServerModule = Pick<typeof esm, 'McpServer' | 'createMcpHandler'>;
export type Options = Parameters<typeof esm.createMcpHandler>[1];
export type Handler = ReturnType<typeof esm.createMcpHandler>;
type FetchOptions = Parameters<Handler['fetch']>[1];

const require = createRequire(import.meta.url);

/** The exports of a CommonJS module can be replaced, those of an ES module cannot. */
export const commonJs = require('@modelcontextprotocol/server') as ServerModule;

/** The protocol revision that entries serve without a handshake. */
export const REVISION = '2026-07-28';

/** What is sent to an HTTP entry. */
export interface Post {
  /** A string is sent as it is, anything else as JSON. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Given to `fetch` beside the request; a Node.js server has no such thing here. */
  readonly options?: FetchOptions;
}

/** What comes back, as far as a client sees it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export type Send = (handler: Handler, post: Post) => Promise<Answer>;

/** `params` as the modern era wants them. */
export function envelope(
  params: object = {},
  meta: object = {},
  revision = REVISION
): object {
  const prefix = 'io.modelcontextprotocol';
  return {
    ...params,
    _meta: {
      [`${prefix}/protocolVersion`]: revision,
      [`${prefix}/clientInfo`]: { name: 'test-client', version: '1.0.0' },
      [`${prefix}/clientCapabilities`]: {},
      ...meta,
    },
  };
}

/** A request of the modern era, with its standard headers. */
export function modernPost(
  method: string,
  params: { readonly name?: string } = {},
  meta: object = {},
  revision = REVISION
): Post & { readonly headers: Record<string, string> } {
  return {
    body: {
      jsonrpc: '2.0',
      id: 7,
      method,
      params: envelope(params, meta, revision),
    },
    headers: {
      'mcp-protocol-version': revision,
      'mcp-method': method,
      ...(params.name !== undefined && { 'mcp-name': params.name }),
    },
  };
}

/** An HTTP entry in front of a server with one tool for everyone and one for none. */
export function createHandler(module: ServerModule, options: Options): Handler {
  return module.createMcpHandler(() => {
    const server = new module.McpServer(
      { name: 'test-server', version: '1.0.0' },
      { capabilities: { tools: { listChanged: true } } }
    );
    const result = { content: [{ type: 'text' as const, text: 'done' }] };
    server.registerTool('echo', {}, () => result);
    const scopeChallenge = () => ({ scopes: ['admin'] as const });
    server.registerTool('guarded', { scopeChallenge }, () => result);
    return server;
  }, options);
}

/** The URL of the requests that never see a network. */
const LOCAL = 'http://127.0.0.1/mcp';

/** As a client posts it. */
export function requestOf(
  { body, headers }: Post,
  url: string = LOCAL
): Request {
  return new Request(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function answer(response: Response): Promise<Answer> {
  const headers = Object.fromEntries(response.headers);
  delete headers['date'];
  return { status: response.status, headers, text: await response.text() };
}

/** `handler.fetch(request)`, in a span that stands for the one of the HTTP server. */
export const fetchDirectly: Send = (handler, post) =>
  inSpan('http', async () =>
    answer(await handler.fetch(requestOf(post), post.options))
  );

/** Over a socket, with an HTTP server in front of the handler. */
export const fetchOverHttp: Send = async (handler, post) => {
  const http = await serveHttp(handler);
  try {
    return await answer(await fetch(requestOf(post, http.url.href)));
  } finally {
    await http.close();
  }
};

export interface HttpServer {
  readonly url: URL;
  close(): Promise<void>;
}

/** Each request is served in a span of its own, named `http`. */
export async function serveHttp(handler: Handler): Promise<HttpServer> {
  // Its own types do not allow for exactOptionalPropertyTypes.
  const listener = toNodeHandler(handler) as (
    incoming: object,
    outgoing: object
  ) => Promise<void>;
  const server = createServer((incoming, outgoing) => {
    void inSpan('http', () => listener(incoming, outgoing));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`http://127.0.0.1:${port}/mcp`),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
