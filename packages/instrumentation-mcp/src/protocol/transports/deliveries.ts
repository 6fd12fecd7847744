/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Method, SdkProtocol, SdkTransport } from '../sdk-shapes.ts';

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
  private readonly _first = new WeakMap<SdkProtocol, SdkTransport>();
  /** Who has had several at once, and forgets all of them when one closes. */
  private readonly _shared = new WeakSet<SdkProtocol>();
  private readonly _watched = new WeakSet<SdkTransport>();
  private _current: Delivery | undefined;
  private _extra: unknown;

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
   * @param hearsExtra whether what comes with a message is to be had here alone:
   * v1 hands it on for requests and not for notifications
   */
  connected(
    protocol: SdkProtocol,
    transport: SdkTransport,
    hearsExtra: boolean
  ): void {
    if (protocol.transport !== transport) {
      // Refused, since it is connected already.
      return;
    }
    if (hearsExtra) {
      this._watch({ protocol, transport });
    }
    const first = this._first.get(protocol);
    if (first === undefined && !this._shared.has(protocol)) {
      this._first.set(protocol, transport);
    } else if (first !== transport) {
      this._shared.add(protocol);
      this._watch({ protocol, transport });
      if (first !== undefined) {
        this._watch({ protocol, transport: first });
      }
    }
  }

  /** A server that lives on keeps no transport that does not. */
  closed(protocol: SdkProtocol, transport: SdkTransport): void {
    if (this._first.get(protocol) === transport) {
      this._first.delete(protocol);
    }
  }

  private _watch(delivery: Delivery): void {
    const { transport } = delivery;
    if (this._watched.has(transport)) {
      return;
    }
    this._watched.add(transport);
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
