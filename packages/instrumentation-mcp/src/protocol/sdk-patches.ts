/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { DiagLogger } from '@opentelemetry/api';
import type { Telemetry } from '../exchange/telemetry.ts';
import { closing } from './closing.ts';
import { connecting, negotiating, startingStdio } from './connecting.ts';
import {
  incomingNotifications,
  incomingRequests,
  incomingResponses,
} from './incoming.ts';
import { Observation } from './observation.ts';
import { outgoingRequests } from './outgoing-requests.ts';
import { PrototypePatch, type Wrapper } from './prototype-patch.ts';
import type { SdkProtocol } from './sdk-shapes.ts';
import { findTargets } from './targets.ts';
import { TransportTap } from './transport-tap.ts';

type Wrappers = ReadonlyMap<string, Wrapper>;
type Active = () => boolean;

/** What the v2 client and server call; v1 has only `request`. */
const V2_REQUEST = '_requestWithSchemaViaCodec';

/** Internals without which a part of the traces is missing. */
const EXPECTED = ['connect', '_onnotification', '_onresponse', '_onclose'];

/**
 * All patched prototypes of the SDK. One process can hold up to five: v1 and
 * v2's client and server each bundle `Protocol`, as ESM and as CommonJS.
 */
export class SdkPatches {
  private readonly _diag: DiagLogger;
  private readonly _observation: Observation;
  private readonly _tap: TransportTap;
  private readonly _patches = new Map<object, PrototypePatch>();
  private _enabled = false;

  constructor(telemetry: Telemetry, diag: DiagLogger) {
    this._diag = diag;
    this._observation = new Observation(telemetry, diag);
    this._tap = new TransportTap(this._observation, () => this._enabled);
  }

  /**
   * Patches what it finds in a module namespace, a class or an instance.
   * Returns whether there was anything of the SDK in it.
   */
  patch(candidate: unknown): boolean {
    const targets = findTargets(candidate);
    for (const prototype of targets.protocols) {
      this._warnOfMissing(prototype);
      this._apply(prototype, active =>
        this._protocolWrappers(prototype, active)
      );
    }
    for (const prototype of targets.negotiatingClients) {
      this._apply(prototype, active => this._clientWrappers(active));
    }
    for (const prototype of targets.stdioClients) {
      this._apply(prototype, active => this._stdioWrappers(active));
    }
    for (const prototype of targets.facades) {
      this._apply(prototype, active => this._facadeWrappers(active));
    }
    return Object.values(targets).some(({ size }) => size > 0);
  }

  enable(): void {
    this._enabled = true;
    for (const patch of this._patches.values()) {
      patch.apply();
    }
  }

  disable(): void {
    this._enabled = false;
    for (const patch of this._patches.values()) {
      patch.restore();
    }
  }

  private _apply(prototype: object, wrappers: (active: Active) => Wrappers) {
    let patch = this._patches.get(prototype);
    if (patch === undefined) {
      const made: PrototypePatch = new PrototypePatch(
        prototype,
        wrappers(() => made.active)
      );
      patch = made;
      this._patches.set(prototype, patch);
    }
    if (this._enabled) {
      patch.apply();
    }
  }

  private _protocolWrappers(prototype: object, active: Active): Wrappers {
    const observation = this._observation;
    const request = Object.hasOwn(prototype, V2_REQUEST)
      ? ([V2_REQUEST, outgoingRequests(observation, active, 1)] as const)
      : (['request', outgoingRequests(observation, active, 0)] as const);
    return new Map<string, Wrapper>([
      request,
      ['connect', connecting(observation, this._tap, active)],
      ['_onrequest', incomingRequests(observation, active)],
      ['_onnotification', incomingNotifications(observation, active)],
      ['_onresponse', incomingResponses(observation, active)],
      ['_onclose', closing(observation, this._tap, active)],
    ]);
  }

  private _clientWrappers(active: Active): Wrappers {
    const connect = negotiating(this._observation, this._tap, active);
    return new Map([['connect', connect]]);
  }

  private _stdioWrappers(active: Active): Wrappers {
    const start = startingStdio(this._observation, this._tap, active);
    return new Map([['start', start]]);
  }

  /** The class of a bundled `McpServer` does not lead to `Protocol`; its instances do. */
  private _facadeWrappers(active: Active): Wrappers {
    const connect: Wrapper = original => {
      const patchServer = (facade: object) => {
        this._observation.guard.run('instrumenting a server', () =>
          this.patch(Reflect.get(facade, 'server'))
        );
      };
      return function (this: SdkProtocol, ...args) {
        if (active()) {
          patchServer(this);
        }
        return Reflect.apply(original, this, args);
      };
    };
    return new Map([['connect', connect]]);
  }

  private _warnOfMissing(prototype: object): void {
    const missing = EXPECTED.filter(name => !Object.hasOwn(prototype, name));
    if (missing.length > 0 && !this._patches.has(prototype)) {
      this._diag.warn(
        `this MCP SDK has no ${missing.join(', ')}: its traces will be incomplete; ` +
          'please report its version'
      );
    }
  }
}
