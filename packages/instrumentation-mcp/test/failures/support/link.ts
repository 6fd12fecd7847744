/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { Client, McpServer, Transport } from '../../support/sdk.ts';
import type { HttpServerOptions, SdkCopy } from './copies.ts';
import { createFailingServer } from './failing-server.ts';
import { serveLocally, type LocalServer } from './local-server.ts';
import { createPipes, PipeClientTransport, type Pipes } from './pipes.ts';

export type Era = 'legacy' | 'modern';

/** How client and server are joined. */
export interface Cell {
  readonly sdk: SdkCopy;
  /** `memory` has no modern era. */
  readonly transport: 'memory' | 'pipe' | 'http';
  readonly era: Era;
}

/** A client and a server of one version that talk to each other. */
export interface Link extends Cell {
  readonly client: Client;
  /** Servers that were created: over HTTP in the modern era, one per request. */
  readonly servers: readonly McpServer[];
  readonly clientTransport: Transport;
  /** Over pipes only. */
  readonly pipes?: Pipes;
  /** Over HTTP only. */
  readonly http?: LocalServer;
  /** Emits `read` whenever the failing server's `resources/read` runs. */
  readonly reads: EventEmitter;
  /** Closes both ends, whatever has become of them. */
  close(): Promise<void>;
}

export interface LinkOptions {
  readonly clientOptions?: object;
  /** Of `StreamableHTTPClientTransport`. */
  readonly transportOptions?: object;
  readonly createServer?: () => McpServer;
  /** Of the server's transport over Streamable HTTP with sessions. */
  readonly httpOptions?: Partial<HttpServerOptions>;
}

export function cellName({ sdk, transport, era }: Cell): string {
  return `${sdk.name}, ${transport}, ${era}`;
}

/** All ways in which a version joins programs. */
export function cellsOf(sdk: SdkCopy): Cell[] {
  const transports =
    sdk.createHttpServerTransport === undefined
      ? (['pipe'] as const)
      : (['pipe', 'http'] as const);
  const eras =
    sdk.modern === undefined
      ? (['legacy'] as const)
      : (['legacy', 'modern'] as const);
  return transports.flatMap(transport =>
    eras.map(era => ({ sdk, transport, era }))
  );
}

export async function connectLink(
  cell: Cell,
  options: LinkOptions = {}
): Promise<Link> {
  const { sdk } = cell;
  const servers: McpServer[] = [];
  const reads = new EventEmitter();
  const create = () => {
    const server = options.createServer?.() ?? createFailingServer(sdk, reads);
    servers.push(server);
    return server;
  };
  const served = await SERVE[cell.transport](cell, create, options);
  const { clientTransport } = served;
  const client = createClient(cell, options);
  await client.connect(clientTransport);
  const close = async () => {
    await client.close().catch(ignore);
    await Promise.all(servers.map(server => server.close().catch(ignore)));
    await served.stop();
  };
  return { ...cell, ...served, client, servers, reads, close };
}

function createClient({ sdk, era }: Cell, options: LinkOptions): Client {
  return new sdk.Client(
    { name: 'test-client', version: '1.0.0' },
    {
      capabilities: { sampling: {}, elicitation: {}, roots: {} },
      ...(era === 'modern' && {
        versionNegotiation: { mode: { pin: '2026-07-28' } },
      }),
      ...options.clientOptions,
    }
  );
}

interface Served extends Pick<Link, 'clientTransport' | 'pipes' | 'http'> {
  stop(): Promise<void>;
}

type Serve = (
  cell: Cell,
  create: () => McpServer,
  options: LinkOptions
) => Promise<Served>;

const SERVE: Record<Cell['transport'], Serve> = {
  memory: serveInMemory,
  pipe: servePipes,
  http: serveHttp,
};

async function serveInMemory(
  { sdk }: Cell,
  create: () => McpServer
): Promise<Served> {
  const [clientTransport, serverTransport] =
    sdk.InMemoryTransport.createLinkedPair();
  await create().connect(serverTransport);
  return { clientTransport, stop: () => Promise.resolve() };
}

async function servePipes(
  { sdk, era }: Cell,
  create: () => McpServer
): Promise<Served> {
  const pipes = createPipes();
  const { toServer, toClient } = pipes;
  const transport = new sdk.StdioServerTransport(toServer, toClient);
  const stop = () => {
    toServer.destroy();
    toClient.destroy();
    return Promise.resolve();
  };
  if (era === 'modern') {
    sdk.modern?.serveStdio(create, { transport });
  } else {
    await create().connect(transport);
  }
  return { pipes, clientTransport: new PipeClientTransport(pipes), stop };
}

async function serveHttp(
  cell: Cell,
  create: () => McpServer,
  { transportOptions, httpOptions }: LinkOptions
): Promise<Served> {
  const { sdk } = cell;
  const http = await serveLocally(
    cell.era === 'modern'
      ? modernHandler(sdk, create)
      : legacyHandler(sdk, create, httpOptions)
  );
  const Transport: new (url: URL, options?: object) => Transport =
    sdk.StreamableHTTPClientTransport;
  const clientTransport = new Transport(http.url, transportOptions);
  return { http, clientTransport, stop: () => http.close() };
}

type Handler = Parameters<typeof serveLocally>[0];

function modernHandler(sdk: SdkCopy, create: () => McpServer): Handler {
  if (sdk.modern === undefined)
    throw new Error(`${sdk.name} has no modern era`);
  const { createMcpHandler, toNodeHandler } = sdk.modern;
  return toNodeHandler(createMcpHandler(create));
}

/** Streamable HTTP with sessions: one server and one transport for each. */
export function legacyHandler(
  { name, createHttpServerTransport }: SdkCopy,
  create: () => McpServer,
  options: Partial<HttpServerOptions> = {}
): Handler {
  const transports = new Map<
    string,
    ReturnType<NonNullable<typeof createHttpServerTransport>>
  >();
  return async (request, response) => {
    const known = transports.get(String(request.headers['mcp-session-id']));
    if (known !== undefined) {
      known.handleRequest(request, response);
      return;
    }
    const transport = createHttpServerTransport?.({
      ...options,
      sessionIdGenerator: randomUUID,
      onsessioninitialized: id => {
        if (transport !== undefined) transports.set(id, transport);
      },
    });
    if (transport === undefined) throw new Error(`${name} has no HTTP`);
    await create().connect(transport);
    transport.handleRequest(request, response);
  };
}

function ignore(): undefined {
  return undefined;
}
