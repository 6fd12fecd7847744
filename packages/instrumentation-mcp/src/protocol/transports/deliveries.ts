/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Method, SdkProtocol, SdkTransport } from '../sdk-shapes.ts';
import type { TransportStates } from './transport-states.ts';

interface Delivery {
  readonly protocol: SdkProtocol;
  readonly transport: SdkTransport;
}

/**
 * Through which transport a `Protocol` is being told something. It remembers the
 * one that was connected last, but v2, and v1 before 1.26, let a server have
 * several at once. Only the callbacks that the SDK sets on each of them know,
 * which are wrapped from the second transport on.
 */
export class Deliveries {
  private readonly _states: TransportStates;
  /** Who has had several at once, and forgets all of them when one closes. */
  private readonly _shared = new WeakSet<SdkProtocol>();
  private _current: Delivery | undefined;
  private _extra: unknown;

  constructor(states: TransportStates) {
    this._states = states;
  }

  /** The transport of the message, or of the end, that a protocol is being told. */
  to(protocol: SdkProtocol): SdkTransport | undefined {
    return this._current?.protocol === protocol
      ? this._current.transport
      : protocol.transport;
  }

  /** What the transport says beside the message that a protocol is being told. */
  extraTo(protocol: SdkProtocol): unknown {
    return this._current?.protocol === protocol ? this._extra : undefined;
  }

  /**
   * The SDK has connected the two, and set its callbacks.
   *
   * @param before the transport that the protocol had until then
   * @param hearsExtra whether what comes with a message is to be had here alone:
   * v1 hands it on for requests and not for notifications
   */
  connected(
    protocol: SdkProtocol,
    transport: SdkTransport,
    before: SdkTransport | undefined,
    hearsExtra: boolean
  ): void {
    if (protocol.transport !== transport) {
      // Refused, since it is connected already.
      return;
    }
    if (before !== undefined && before !== transport) {
      this._shared.add(protocol);
      this._watch({ protocol, transport: before });
    }
    if (hearsExtra || this._shared.has(protocol)) {
      this._watch({ protocol, transport });
    }
  }

  private _watch(delivery: Delivery): void {
    const { transport } = delivery;
    const state = this._states.of(transport);
    if (state.isWatched) {
      return;
    }
    state.isWatched = true;
    for (const name of ['onmessage', 'onclose'] as const) {
      const callback = transport[name];
      if (callback !== undefined) {
        // Assigned, as the SDK does it: on some transports it is an accessor.
        transport[name] = this._during(delivery, callback);
      }
    }
  }

  private _during(delivery: Delivery, callback: Method): Method {
    const enter = (entered: Delivery | undefined, extra: unknown) => {
      this._current = entered;
      this._extra = extra;
    };
    const current = () => this._current;
    const currentExtra = () => this._extra;
    return function (this: object, ...args) {
      const outer = current();
      const outerExtra = currentExtra();
      enter(delivery, args[1]);
      try {
        return Reflect.apply(callback, this, args);
      } finally {
        enter(outer, outerExtra);
      }
    };
  }
}
