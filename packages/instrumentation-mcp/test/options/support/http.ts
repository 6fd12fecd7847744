/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { NodeStreamableHTTPServerTransport } from '@modelcontextprotocol/node';
import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { createClient, type Pair } from '../../support/pair.ts';
import type { McpServer, Sdk, Transport } from '../../support/sdk.ts';

const require = createRequire(import.meta.url);

/** What instruments Node's HTTP servers, which it does when they are required. */
export function instrumentHttp(): HttpInstrumentation {
  const instrumentation = new HttpInstrumentation();
  require('http');
  return instrumentation;
}

export const SESSION_ID = 'session-1';
/** Not of the protocol: answered with nothing, and not recorded. */
export const OTHER_PATH = '/other';

/** What a listener in front of the SDK found out about the caller. */
export interface Authenticated {
  auth?: { token: string; clientId: string; scopes: string[] };
}

type Request = IncomingMessage & Authenticated;

interface HttpTransport extends Transport {
  handleRequest(request: Request, response: ServerResponse): Promise<void>;
}

type HttpTransportClass = new (options: object) => HttpTransport;

/** A server over HTTP in this process, and the headers of all that it got. */
export interface HttpServer {
  readonly url: URL;
  readonly transport: Transport;
  readonly requests: readonly {
    readonly method: string;
    readonly headers: IncomingHttpHeaders;
  }[];
  close(): Promise<void>;
}

type Listener = (request: Request, response: ServerResponse) => void;

/** Serves one session over Streamable HTTP. */
export async function serveHttp(
  { line }: Sdk,
  server: McpServer,
  authenticate: (request: Request) => void = () => undefined
): Promise<HttpServer> {
  // Their own types do not allow for exactOptionalPropertyTypes.
  const Transport = (line === 'v1'
    ? StreamableHTTPServerTransport
    : NodeStreamableHTTPServerTransport) as unknown as HttpTransportClass;
  const transport = new Transport({ sessionIdGenerator: () => SESSION_ID });
  await server.connect(transport);
  return listen(transport, (request, response) => {
    authenticate(request);
    void transport.handleRequest(request, response);
  });
}

/** Serves one client over the transport of before 2025, which SDK v2 has no server of. */
export async function serveSse(server: McpServer): Promise<HttpServer> {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- servers of it are still about
  const Transport = SSEServerTransport;
  const opened: InstanceType<typeof Transport>[] = [];
  return listen(undefined, (request, response) => {
    const [transport] = opened;
    if (transport !== undefined) {
      void transport.handlePostMessage(request, response);
      return;
    }
    const fresh = new Transport('/message', response);
    opened.push(fresh);
    void server.connect(fresh as unknown as HttpTransport);
  });
}

async function listen(
  transport: Transport | undefined,
  listener: Listener
): Promise<HttpServer> {
  const requests: HttpServer['requests'][number][] = [];
  const server = createServer((request, response) => {
    const { method = '', headers } = request;
    if (request.url === OTHER_PATH) {
      response.writeHead(204).end();
      return;
    }
    requests.push({ method, headers });
    listener(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`http://127.0.0.1:${port}/mcp`),
    get transport() {
      if (transport === undefined) throw new Error('there are many');
      return transport;
    },
    requests,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A client and a server over Streamable HTTP, both in this process. */
export async function connectHttp(
  sdk: Sdk,
  server: McpServer,
  authenticate?: (request: Request) => void
): Promise<Pair & { readonly http: HttpServer }> {
  const served = await serveHttp(sdk, server, authenticate);
  const client = createClient(sdk);
  const clientTransport = new sdk.StreamableHTTPClientTransport(served.url);
  await client.connect(clientTransport);
  return {
    sdk,
    client,
    server,
    clientTransport,
    serverTransport: served.transport,
    http: served,
    async close() {
      await client.close();
      await server.close();
      await served.close();
    },
  };
}
