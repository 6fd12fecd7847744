/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Observation } from '../observation.ts';
import { attempt } from '../prototypes.ts';
import type { Method, SdkTransport } from '../sdk-shapes.ts';
import { lengthenStacks, restoreStacks } from '../stack-depth.ts';
import { Departures } from './departures.ts';
import type { TransportState } from './transport-states.ts';

/** On our `send`, tells whether it is in use: two copies of this package may meet. */
const TAP = Symbol.for('opentelemetry-instrumentation-mcp.tap');
/** Ours and those of the API between the host and its transport. */
const FRAMES = 6;

type Tapped = Method & { readonly [TAP]?: () => boolean };

/**
 * Puts an own `send` on a connected transport, where everything that leaves
 * passes: responses, and the messages that the SDK sends past `Protocol`
 * (`notifications/cancelled`, the probe for `server/discover`, `listen`).
 *
 * It goes on the instance, for prototypes of transports call each other and
 * would count twice. The transport itself is never a proxy or of a subclass,
 * which would break what the SDK checks about its transports; its `send` is a
 * proxy of the one before, so that a test's spy on it can still be asked.
 */
export class TransportTap {
  private readonly _observation: Observation;
  private readonly _departures: Departures;
  private readonly _enabled: () => boolean;

  constructor(observation: Observation, enabled: () => boolean) {
    this._observation = observation;
    this._departures = new Departures(observation);
    this._enabled = enabled;
  }

  /**
   * What somebody has put on top of it meanwhile (a spy, another instrumentation)
   * stays there, and calls ours: unless it turns out that it does not.
   */
  attach(transport: SdkTransport, state: TransportState): void {
    const { send }: { send: Tapped } = transport;
    if (
      state.isClosed ||
      send === state.send ||
      send[TAP]?.() === true ||
      (isOnTop(transport, state, send) && !state.isBypassed)
    ) {
      return;
    }
    state.isBypassed = false;
    const tapped = new Proxy(
      send,
      new Send(transport, state, this._departures, this._enabled)
    );
    const isTapped = Reflect.defineProperty(transport, 'send', {
      value: tapped,
      configurable: true,
      writable: true,
      enumerable: false,
    });
    if (!isTapped) {
      this._observation.guard.report('tapping a transport', new TypeError());
    }
    // A proxy that binds what it hands out shows another one each time.
    state.isClosed = transport.send !== tapped;
    state.send = tapped;
    state.original = send;
  }

  /** Ends what the SDK sent past `Protocol` and can no longer be answered. */
  abandon(transport: SdkTransport, errorType: string): void {
    this._departures.raw.abandon(transport, errorType);
  }
}

/** Whether a `send` was put there after ours, and not what had been there before. */
function isOnTop(
  transport: SdkTransport,
  { send: ours, original }: TransportState,
  send: Method
): boolean {
  return (
    ours !== undefined && send !== original && send !== inherited(transport)
  );
}

function inherited(transport: SdkTransport): unknown {
  return attempt((): unknown =>
    Reflect.get(Object.getPrototypeOf(transport) as object, 'send')
  );
}

/** What stands for the `send` of one transport. */
class Send implements ProxyHandler<Method> {
  private readonly _transport: SdkTransport;
  private readonly _state: TransportState;
  private readonly _departures: Departures;
  private readonly _enabled: () => boolean;

  constructor(
    transport: SdkTransport,
    state: TransportState,
    departures: Departures,
    enabled: () => boolean
  ) {
    this._transport = transport;
    this._state = state;
    this._departures = departures;
    this._enabled = enabled;
  }

  get(original: Method, key: string | symbol): unknown {
    return key === TAP ? this._enabled : Reflect.get(original, key);
  }

  apply(original: Method, self: object, args: unknown[]): unknown {
    const departures = this._departures;
    const state = this._state;
    const exchange = this._enabled()
      ? departures.begin(this._transport, state, args)
      : undefined;
    const entered = departures.contextOf(exchange, state);
    if (exchange === undefined && entered === undefined) {
      return Reflect.apply(original, self, args);
    }
    const limit = lengthenStacks(FRAMES);
    let returned: unknown;
    try {
      returned =
        entered === undefined
          ? Reflect.apply(original, self, args)
          : departures.guard.within(entered, original, self, args);
    } catch (error) {
      departures.failed(exchange, error);
      throw error;
    } finally {
      restoreStacks(limit, FRAMES);
    }
    return departures.left(exchange, self, state, args, returned);
  }
}
