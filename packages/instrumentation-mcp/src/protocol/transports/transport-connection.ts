/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { AmbientContext, Connection } from '../../model/connection.ts';
import { isObject } from '../../model/json-rpc.ts';
import { attempt } from '../prototypes.ts';
import type { SdkProtocol, SdkTransport } from '../sdk-shapes.ts';
import { traitsOf, UNKNOWN, type Traits } from './transport-traits.ts';
import { hostOf, portOf, urlOf } from './transport-url.ts';
import { heldBy } from './wrapped-transport.ts';

/** By then it is started, and whatever it holds is there. */
const MAX_LOOKS = 64;

/** What the SDK's own transport tells: the one given, or the one inside of it. */
interface Told {
  readonly traits: Traits;
  readonly inner?: WeakRef<SdkTransport> | undefined;
  readonly url?: string | undefined;
  readonly serverAddress?: string | undefined;
  readonly serverPort?: number | undefined;
  readonly command?: string | undefined;
}

/** A connection as far as its transport gives it away. */
export class TransportConnection implements Connection {
  /** Not one of the SDK's transports, though it may hold one. */
  readonly isForeign: boolean;
  openedAt = performance.now();
  openerSpanId?: string | undefined;
  negotiatedVersion?: string | undefined;
  /** Weak: the connection is found by its transport and must not outlive it. */
  private readonly _transport: WeakRef<SdkTransport>;
  private _protocol: WeakRef<SdkProtocol> | undefined;
  private _told: Told;
  /** How often another look at the transport may still tell more. */
  private _looks: number;

  constructor(transport: SdkTransport) {
    this._transport = new WeakRef(transport);
    this.isForeign = traitsOf(transport) === UNKNOWN;
    this._told = toldBy(transport);
    this._looks = this.isForeign ? MAX_LOOKS : 0;
  }

  get networkTransport(): 'pipe' | 'tcp' | undefined {
    return this._ask().traits.networkTransport;
  }

  get protocolName(): 'http' | 'websocket' | undefined {
    return this._ask().traits.protocolName;
  }

  get ambientContext(): AmbientContext {
    return this._ask().traits.ambientContext;
  }

  get singleRequest(): boolean {
    return this._ask().traits.singleRequest === true;
  }

  get url(): string | undefined {
    return this._ask().url;
  }

  get command(): string | undefined {
    return this._ask().command;
  }

  get serverAddress(): string | undefined {
    return this._ask().serverAddress;
  }

  get serverPort(): number | undefined {
    return this._ask().serverPort;
  }

  /** The client or server that uses the transport. */
  get protocol(): SdkProtocol | undefined {
    return this._protocol?.deref();
  }

  /** Some transports are met before they are connected, or connected again. */
  connectedTo(protocol: SdkProtocol): void {
    this._protocol = new WeakRef(protocol);
    this.openedAt = performance.now();
    this._looks = this.isForeign ? MAX_LOOKS : 0;
  }

  /** While it was started, the transport has started another one. */
  leadsTo(inner: SdkTransport): void {
    if (this.isForeign) {
      this._told = toldByInner(inner);
      this._looks = 0;
    }
  }

  /** The legacy SSE server calls an id of another kind `sessionId`. */
  sessionId(): string | undefined {
    const { traits, inner } = this._ask();
    const id = this._transport.deref()?.sessionId ?? inner?.deref()?.sessionId;
    return traits.session === 'id' && typeof id === 'string' ? id : undefined;
  }

  hasSession(): boolean {
    return (
      this._ask().traits.session === 'connection' ||
      this.sessionId() !== undefined
    );
  }

  protocolVersion(): string | undefined {
    const version =
      this.protocol?._negotiatedProtocolVersion ??
      this._transport.deref()?.protocolVersion ??
      this._told.inner?.deref()?.protocolVersion;
    return typeof version === 'string' ? version : undefined;
  }

  /** A transport may make the one that it wraps as late as in its `start()`. */
  private _ask(): Told {
    if (this._looks > 0 && this._told.traits === UNKNOWN) {
      this._looks -= 1;
      const transport = this._transport.deref();
      this._told = transport === undefined ? this._told : toldBy(transport);
    }
    return this._told;
  }
}

function toldBy(transport: SdkTransport): Told {
  const traits = traitsOf(transport);
  if (traits !== UNKNOWN) {
    return toldByItself(transport, traits);
  }
  const held = heldBy(transport);
  const [inner] = held;
  if (inner === undefined) {
    return { traits };
  }
  if (held.length === 1) {
    return toldByInner(inner);
  }
  // Which of them it uses nobody knows.
  const kinds = new Set(held.map(traitsOf));
  return { traits: kinds.size === 1 ? traitsOf(inner) : UNKNOWN };
}

function toldByInner(inner: SdkTransport): Told {
  return {
    ...toldByItself(inner, traitsOf(inner)),
    inner: new WeakRef(inner),
  };
}

function toldByItself(transport: SdkTransport, traits: Traits): Told {
  const url = urlOf(attempt(() => transport._url));
  return {
    traits,
    ...(url !== undefined && {
      url: url.href,
      serverAddress: hostOf(url),
      serverPort: portOf(url),
    }),
    command: commandOf(attempt(() => transport._serverParams)),
  };
}

function commandOf(serverParams: unknown): string | undefined {
  if (!isObject(serverParams) || typeof serverParams['command'] !== 'string') {
    return undefined;
  }
  const args: unknown = serverParams['args'];
  const words = Array.isArray(args) ? (args as unknown[]) : [];
  return [serverParams['command'], ...words].map(String).join(' ');
}
