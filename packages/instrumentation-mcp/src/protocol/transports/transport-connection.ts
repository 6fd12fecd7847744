/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { AmbientContext, Connection } from '../../model/connection.ts';
import { isObject } from '../../model/json-rpc.ts';
import type { SdkProtocol, SdkTransport } from '../sdk-shapes.ts';

interface Traits extends Pick<
  Connection,
  'networkTransport' | 'protocolName' | 'ambientContext'
> {
  /** What makes a session: the connection itself, or an `Mcp-Session-Id`. */
  readonly session: 'connection' | 'id';
}

const STDIO: Traits = {
  networkTransport: 'pipe',
  ambientContext: 'opener',
  session: 'connection',
};
const IN_MEMORY: Traits = { ambientContext: 'opener', session: 'connection' };
const UNKNOWN: Traits = { ambientContext: 'unknown', session: 'id' };
const WEBSOCKET = web('websocket', 'opener', 'connection');
const SSE_CLIENT = web('http', 'opener', 'connection');
/** Legacy: messages come by POST, answers leave by the event stream. */
const SSE_SERVER = web('http', 'message', 'connection');
const HTTP_CLIENT = web('http', 'call', 'id');
const HTTP_SERVER = web('http', 'message', 'id');
/** What `createMcpHandler` of v2 serves one request of the modern era with. */
const HTTP_REQUEST = web('http', 'message', 'id');

/** By class name, which no release of the SDK minifies. */
const TRAITS: ReadonlyMap<string, Traits> = new Map([
  ['StdioClientTransport', STDIO],
  ['StdioServerTransport', STDIO],
  // What `serveStdio` of v2 connects in place of the stdio transport.
  ['StdioConnectionChannel', STDIO],
  ['InMemoryTransport', IN_MEMORY],
  ['WebSocketClientTransport', WEBSOCKET],
  ['SSEClientTransport', SSE_CLIENT],
  ['SSEServerTransport', SSE_SERVER],
  ['StreamableHTTPClientTransport', HTTP_CLIENT],
  ['StreamableHTTPServerTransport', HTTP_SERVER],
  ['NodeStreamableHTTPServerTransport', HTTP_SERVER],
  ['WebStandardStreamableHTTPServerTransport', HTTP_SERVER],
  ['PerRequestHTTPServerTransport', HTTP_REQUEST],
]);

const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  'http:': 80,
  'https:': 443,
  'ws:': 80,
  'wss:': 443,
};

/** A connection as far as its transport gives it away. */
export class TransportConnection implements Connection {
  readonly networkTransport?: 'pipe' | 'tcp' | undefined;
  readonly protocolName?: 'http' | 'websocket' | undefined;
  readonly ambientContext: AmbientContext;
  readonly singleRequest: boolean;
  readonly url?: string | undefined;
  readonly command?: string | undefined;
  readonly serverAddress?: string | undefined;
  readonly serverPort?: number | undefined;
  openedAt = performance.now();
  openerSpanId?: string | undefined;
  negotiatedVersion?: string | undefined;
  /** Weak: the connection is found by its transport and must not outlive it. */
  private readonly _transport: WeakRef<SdkTransport>;
  private _protocol: WeakRef<SdkProtocol> | undefined;
  private readonly _session: Traits['session'];

  constructor(transport: SdkTransport) {
    const traits = traitsOf(transport);
    this.networkTransport = traits.networkTransport;
    this.protocolName = traits.protocolName;
    this.ambientContext = traits.ambientContext;
    this.singleRequest = traits === HTTP_REQUEST;
    this._transport = new WeakRef(transport);
    this._session = traits.session;
    const url = transport._url;
    this.command = commandOf(transport._serverParams);
    if (url instanceof URL) {
      this.url = url.href;
      this.serverAddress = url.hostname.replace(/^\[|\]$/g, '');
      this.serverPort = portOf(url);
    }
  }

  /** The client or server that uses the transport. */
  get protocol(): SdkProtocol | undefined {
    return this._protocol?.deref();
  }

  /** Some transports are met before they are connected, or connected again. */
  connectedTo(protocol: SdkProtocol): void {
    this._protocol = new WeakRef(protocol);
    this.openedAt = performance.now();
  }

  /** The legacy SSE server calls an id of another kind `sessionId`. */
  sessionId(): string | undefined {
    const id = this._transport.deref()?.sessionId;
    return this._session === 'id' && typeof id === 'string' ? id : undefined;
  }

  hasSession(): boolean {
    return this._session === 'connection' || this.sessionId() !== undefined;
  }

  protocolVersion(): string | undefined {
    const version =
      this.protocol?._negotiatedProtocolVersion ??
      this._transport.deref()?.protocolVersion;
    return typeof version === 'string' ? version : undefined;
  }
}

function web(
  protocolName: 'http' | 'websocket',
  ambientContext: AmbientContext,
  session: Traits['session']
): Traits {
  return { networkTransport: 'tcp', protocolName, ambientContext, session };
}

function traitsOf(transport: SdkTransport): Traits {
  for (const name of classNames(transport)) {
    const traits = TRAITS.get(name);
    if (traits !== undefined) {
      return traits;
    }
  }
  return transport._url instanceof URL ? guessByUrl(transport._url) : UNKNOWN;
}

function guessByUrl(url: URL): Traits {
  return url.protocol.startsWith('ws') ? WEBSOCKET : HTTP_CLIENT;
}

/** The class and its bases: applications derive from the SDK's transports. */
function classNames(transport: object): string[] {
  const names: string[] = [];
  let prototype: unknown = Object.getPrototypeOf(transport);
  while (typeof prototype === 'object' && prototype !== null) {
    const { constructor }: { constructor?: unknown } = prototype;
    if (typeof constructor === 'function') {
      names.push(constructor.name);
    }
    prototype = Object.getPrototypeOf(prototype);
  }
  return names;
}

function commandOf(serverParams: unknown): string | undefined {
  if (!isObject(serverParams) || typeof serverParams['command'] !== 'string') {
    return undefined;
  }
  const args: unknown = serverParams['args'];
  const words = Array.isArray(args) ? (args as unknown[]) : [];
  return [serverParams['command'], ...words].map(String).join(' ');
}

function portOf(url: URL): number | undefined {
  return url.port === '' ? DEFAULT_PORTS[url.protocol] : Number(url.port);
}
