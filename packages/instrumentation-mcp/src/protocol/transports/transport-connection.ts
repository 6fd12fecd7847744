/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { boundedName } from '../../model/bounded-text.ts';
import type {
  AmbientContext,
  Connection,
  OwnCalls,
} from '../../model/connection.ts';
import { attempt } from '../prototypes.ts';
import type { SdkProtocol, SdkTransport } from '../sdk-shapes.ts';
import { commandOf } from './server-command.ts';
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
  networkTransport: 'pipe' | 'tcp' | undefined;
  protocolName: 'http' | 'websocket' | undefined;
  ambientContext: AmbientContext = 'unknown';
  singleRequest = false;
  url: string | undefined;
  command: string | undefined;
  serverAddress: string | undefined;
  serverPort: number | undefined;
  openedAt = performance.now();
  openerSpanId: string | undefined;
  protocolVersion: string | undefined;
  sessionId: string | undefined;
  waiting = 0;
  ownCalls: OwnCalls | undefined;
  private _session: Traits['session'] = 'id';
  private _inner: WeakRef<SdkTransport> | undefined;
  private _negotiatedVersion: string | undefined;
  /** How often another look at the transport may still tell more. */
  private _looks: number;

  constructor(transport: SdkTransport) {
    const traits = traitsOf(transport);
    this.isForeign = traits === UNKNOWN;
    this._looks = this.isForeign ? MAX_LOOKS : 0;
    if (this.isForeign) {
      this._look(transport);
    } else {
      this._tell(toldByItself(transport, traits));
    }
  }

  get hasSession(): boolean {
    return this._session === 'connection' || this.sessionId !== undefined;
  }

  /** Whether what it does to send a message may read the context: no pipe does. */
  get readsContext(): boolean {
    return this.isForeign || this.protocolName !== undefined;
  }

  /** Some transports are met before they are connected, or connected again. */
  connected(): void {
    this.openedAt = performance.now();
    this._looks = this.isForeign ? MAX_LOOKS : 0;
  }

  /** While it was started, the transport has started another one. */
  leadsTo(inner: SdkTransport): void {
    if (this.isForeign) {
      this._tell(toldByInner(inner));
      this._looks = 0;
    }
  }

  /** `initialize` has agreed on this revision. */
  agreedOn(version: string): void {
    this._negotiatedVersion = version;
  }

  /**
   * Reads what the SDK keeps where it changes. v1 remembers the revision nowhere;
   * the legacy SSE server calls an id of another kind `sessionId`.
   */
  refresh(transport: SdkTransport, protocol: SdkProtocol | undefined): void {
    if (this._looks > 0) {
      this._looks -= 1;
      this._look(transport);
    }
    const inner = this._inner?.deref();
    if (this._session === 'id') {
      const id = transport.sessionId ?? inner?.sessionId;
      this.sessionId = typeof id === 'string' ? id : undefined;
    }
    const version =
      this._negotiatedVersion ??
      protocol?._negotiatedProtocolVersion ??
      transport.protocolVersion ??
      inner?.protocolVersion;
    this.protocolVersion = typeof version === 'string' ? version : undefined;
  }

  /** A transport may make the one that it wraps as late as in its `start()`. */
  private _look(transport: SdkTransport): void {
    const told = toldBy(transport);
    this._tell(told);
    if (told.traits !== UNKNOWN) {
      this._looks = 0;
    }
  }

  private _tell({ traits, ...told }: Told): void {
    this.networkTransport = traits.networkTransport;
    this.protocolName = traits.protocolName;
    this.ambientContext = traits.ambientContext;
    this.singleRequest = traits.singleRequest === true;
    this._session = traits.session;
    this._inner = told.inner;
    this.url = told.url;
    this.command = told.command;
    this.serverAddress = told.serverAddress;
    this.serverPort = told.serverPort;
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
      serverAddress: boundedName(hostOf(url)),
      serverPort: portOf(url),
    }),
    command: commandOf(transport),
  };
}
