/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { AmbientContext, Connection } from '../model/connection.ts';
import type { SdkProtocol, SdkTransport } from './sdk-shapes.ts';

type Traits = Pick<
  Connection,
  'networkTransport' | 'protocolName' | 'ambientContext'
>;

const STDIO: Traits = { networkTransport: 'pipe', ambientContext: 'opener' };
const IN_MEMORY: Traits = { ambientContext: 'opener' };
const WEBSOCKET = web('websocket', 'opener');
const HTTP_SERVER = web('http', 'message');

/** By class name, which no release of the SDK minifies. */
const TRAITS: ReadonlyMap<string, Traits> = new Map([
  ['StdioClientTransport', STDIO],
  ['StdioServerTransport', STDIO],
  // What `serveStdio` of v2 connects in place of the stdio transport.
  ['StdioConnectionChannel', STDIO],
  ['InMemoryTransport', IN_MEMORY],
  ['WebSocketClientTransport', WEBSOCKET],
  ['SSEClientTransport', web('http', 'opener')],
  ['StreamableHTTPClientTransport', web('http', 'call')],
  // Legacy: messages come by POST, answers leave by the event stream.
  ['SSEServerTransport', HTTP_SERVER],
  ['StreamableHTTPServerTransport', HTTP_SERVER],
  ['NodeStreamableHTTPServerTransport', HTTP_SERVER],
  ['WebStandardStreamableHTTPServerTransport', HTTP_SERVER],
  ['PerRequestHTTPServerTransport', HTTP_SERVER],
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
  readonly serverAddress?: string | undefined;
  readonly serverPort?: number | undefined;
  openerSpanId?: string | undefined;
  negotiatedVersion?: string | undefined;
  /** Weak: the connection is found by its transport and must not outlive it. */
  private readonly _transport: WeakRef<SdkTransport>;
  private _protocol: WeakRef<SdkProtocol> | undefined;
  private readonly _hasMcpSession: boolean;

  constructor(transport: SdkTransport) {
    const traits = traitsOf(transport);
    this.networkTransport = traits.networkTransport;
    this.protocolName = traits.protocolName;
    this.ambientContext = traits.ambientContext;
    this._transport = new WeakRef(transport);
    this._hasMcpSession = !classNames(transport).includes('SSEServerTransport');
    const url = transport._url;
    if (url instanceof URL) {
      this.serverAddress = url.hostname.replace(/^\[|\]$/g, '');
      this.serverPort = portOf(url);
    }
  }

  /** The client or server that uses the transport. */
  get protocol(): SdkProtocol | undefined {
    return this._protocol?.deref();
  }

  connectedTo(protocol: SdkProtocol): void {
    this._protocol = new WeakRef(protocol);
  }

  sessionId(): string | undefined {
    const id = this._transport.deref()?.sessionId;
    return this._hasMcpSession && typeof id === 'string' ? id : undefined;
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
  ambientContext: AmbientContext
): Traits {
  return { networkTransport: 'tcp', protocolName, ambientContext };
}

function traitsOf(transport: SdkTransport): Traits {
  for (const name of classNames(transport)) {
    const traits = TRAITS.get(name);
    if (traits !== undefined) {
      return traits;
    }
  }
  return transport._url instanceof URL
    ? guessByUrl(transport._url)
    : { ambientContext: 'unknown' };
}

function guessByUrl(url: URL): Traits {
  return url.protocol.startsWith('ws') ? WEBSOCKET : web('http', 'call');
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

function portOf(url: URL): number | undefined {
  return url.port === '' ? DEFAULT_PORTS[url.protocol] : Number(url.port);
}
