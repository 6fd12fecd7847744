/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { createRequire } from 'node:module';
import { z } from 'zod';

const require = createRequire(import.meta.url);

export type Message = Record<string, unknown>;
export type Handler = (request: Message, extra: unknown) => unknown;

/** What the tests use of a transport of either line of the SDK. */
export interface Transport {
  send: (message: object, options?: object) => Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
  onmessage?: ((message: unknown, extra?: unknown) => void) | undefined;
  onclose?: (() => void) | undefined;
  onerror?: ((error: Error) => void) | undefined;
}

/** What the tests use of `Protocol`. */
export interface Protocol {
  connect(transport: Transport): Promise<void>;
  close(): Promise<void>;
  notification(notification: object, options?: object): Promise<void>;
  request(...args: unknown[]): Promise<Message>;
  setRequestHandler(...args: unknown[]): void;
  setNotificationHandler(...args: unknown[]): void;
  onerror?: ((error: Error) => void) | undefined;
  readonly transport?: Transport | undefined;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly timeout?: number;
  readonly onprogress?: (progress: object) => void;
}

export interface Client extends Protocol {
  ping(options?: CallOptions): Promise<unknown>;
  listTools(): Promise<unknown>;
  sendRootsListChanged(): Promise<void>;
}

export interface Server extends Protocol {
  createMessage(params: object): Promise<Message>;
  elicitInput(params: object): Promise<Message>;
  listRoots(): Promise<Message>;
  sendLoggingMessage(params: object): Promise<void>;
}

export interface McpServer {
  readonly server: Server;
  connect(transport: Transport): Promise<void>;
  close(): Promise<void>;
  registerTool(name: string, config: object, callback: unknown): unknown;
  registerPrompt(name: string, config: object, callback: unknown): unknown;
  registerResource(...args: unknown[]): unknown;
}

type Class<T, A extends unknown[]> = (new (...args: A) => T) & { prototype: T };

/** One copy of one line of the MCP SDK. */
export interface Sdk {
  readonly name: string;
  readonly line: 'v1' | 'v2';
  /** The module namespaces that `instrument()` is given. */
  readonly namespaces: readonly object[];
  readonly Client: Class<Client, [info: object, options?: object]>;
  readonly Server: Class<Server, [info: object, options?: object]>;
  readonly McpServer: Class<McpServer, [info: object, options?: object]>;
  readonly InMemoryTransport: {
    createLinkedPair(): [Transport, Transport];
  };
  readonly StdioClientTransport: Class<Transport, [options: object]>;
  readonly StreamableHTTPClientTransport: Class<Transport, [url: URL]>;
}

type Load = (specifier: string) => Promise<Record<string, unknown>>;

const LINES = {
  v1: [
    '@modelcontextprotocol/sdk/client/index.js',
    '@modelcontextprotocol/sdk/server/index.js',
    '@modelcontextprotocol/sdk/server/mcp.js',
    '@modelcontextprotocol/sdk/inMemory.js',
    '@modelcontextprotocol/sdk/client/stdio.js',
    '@modelcontextprotocol/sdk/client/streamableHttp.js',
  ],
  v2: [
    '@modelcontextprotocol/client',
    '@modelcontextprotocol/server',
    '@modelcontextprotocol/client/stdio',
    '@modelcontextprotocol/server/stdio',
  ],
} as const;

const FORMATS: Record<'ESM' | 'CJS', Load> = {
  ESM: specifier => import(specifier) as ReturnType<Load>,
  CJS: specifier => Promise.resolve(require(specifier) as object as Message),
};

async function load(line: 'v1' | 'v2', format: 'ESM' | 'CJS'): Promise<Sdk> {
  const namespaces = await Promise.all(LINES[line].map(FORMATS[format]));
  const classes = Object.assign({}, ...namespaces) as Sdk;
  return { ...classes, name: `${line} ${format}`, line, namespaces };
}

export const v1 = await load('v1', 'ESM');
export const v2 = await load('v2', 'ESM');
export const v1Cjs = await load('v1', 'CJS');
export const v2Cjs = await load('v2', 'CJS');

/** Both lines as ES modules. */
export const LINES_ESM: readonly Sdk[] = [v1, v2];
/** All four copies. */
export const ALL: readonly Sdk[] = [v1, v1Cjs, v2, v2Cjs];

/** `inputSchema` of a tool. */
export function toolSchema({ line }: Sdk, shape: z.ZodRawShape): unknown {
  return line === 'v1' ? shape : z.object(shape);
}

/** Registers a handler for requests: by schema in v1, by method name in v2. */
export function handle(
  { line }: Sdk,
  protocol: Protocol,
  method: string,
  handler: Handler
): void {
  protocol.setRequestHandler(
    line === 'v1' ? schemaOf(method) : method,
    handler
  );
}

/** Registers a handler for notifications. */
export function onNotification(
  { line }: Sdk,
  protocol: Protocol,
  method: string,
  handler: Handler
): void {
  protocol.setNotificationHandler(
    line === 'v1' ? schemaOf(method) : method,
    handler
  );
}

/** `Protocol.request`, whose schema is the second argument in v1 only. */
export function request(
  { line }: Sdk,
  protocol: Protocol,
  message: object,
  options?: CallOptions
): Promise<Message> {
  return line === 'v1'
    ? protocol.request(message, z.looseObject({}), options)
    : protocol.request(message, options);
}

/** `tools/call`, as `Client.callTool` sends it. */
export function callTool(
  { line }: Sdk,
  client: Client,
  params: object,
  options?: CallOptions
): Promise<Message> {
  const call = Reflect.get(client, 'callTool') as (
    ...args: unknown[]
  ) => Promise<Message>;
  return line === 'v1'
    ? call.call(client, params, undefined, options)
    : call.call(client, params, options);
}

/** Sends a notification from inside a handler, related to its request. */
export function notifyFrom(extra: unknown): (message: object) => Promise<void> {
  const { sendNotification, mcpReq } = extra as {
    sendNotification?: (message: object) => Promise<void>;
    mcpReq?: { notify(message: object): Promise<void> };
  };
  return message =>
    mcpReq?.notify(message) ??
    sendNotification?.(message) ??
    Promise.reject(new Error('not a handler’s context'));
}

function schemaOf(method: string): z.ZodType {
  return z.looseObject({
    method: z.literal(method),
    params: z.looseObject({}).optional(),
  });
}
