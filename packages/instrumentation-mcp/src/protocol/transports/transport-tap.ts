/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { context } from '@opentelemetry/api';
import {
  isMessage,
  isRequest,
  isResponse,
  type Message,
  type Response,
} from '../../model/json-rpc.ts';
import { silenced } from '../../model/transport-silence.ts';
import type { Outcome } from '../../model/outcome.ts';
import { agreeOn } from './agreement.ts';
import { localFailure } from './local-failure.ts';
import type { Observation } from '../observation.ts';
import { RawRequests } from './raw-requests.ts';
import type { Method, SdkTransport } from '../sdk-shapes.ts';
import { onSettled } from '../settled.ts';

/** On our `send`, tells whether it is in use: two copies of this package may meet. */
const TAP = Symbol.for('opentelemetry-instrumentation-mcp.tap');

type Forward = (message: object) => unknown;

/**
 * Puts an own `send` on a connected transport, where everything that leaves
 * passes: responses, and the messages that the SDK sends past `Protocol`
 * (`notifications/cancelled`, the probe for `server/discover`, `listen`).
 *
 * It goes on the instance, for prototypes of transports call each other and
 * would count twice, and as a plain property, for a Proxy or a subclass breaks
 * what the SDK checks about its transports.
 */
export class TransportTap {
  private readonly _observation: Observation;
  private readonly _enabled: () => boolean;
  private readonly _raw: RawRequests;
  /** On their way right now: v1 calls its own `send` again after a 401. */
  private readonly _passing = new WeakSet<object>();
  /** Frozen ones and the like, to be told of once. */
  private readonly _closed = new WeakSet<SdkTransport>();

  constructor(observation: Observation, enabled: () => boolean) {
    this._observation = observation;
    this._enabled = enabled;
    this._raw = new RawRequests(observation);
  }

  attach(transport: SdkTransport): void {
    if (isTapped(transport.send) || this._closed.has(transport)) {
      return;
    }
    const original = transport.send;
    const enabled = this._enabled;
    const forward = this._forward.bind(this);
    const silence = this._silence.bind(this);
    const send = function (this: object, message: unknown, ...rest: unknown[]) {
      const pass = (passed: unknown) =>
        Reflect.apply(original, this, [passed, ...rest]);
      return enabled()
        ? forward(transport, message, silence(transport, pass))
        : pass(message);
    };
    Object.defineProperty(send, TAP, { value: enabled });
    // Throws for a transport that takes no properties, but only once.
    this._closed.add(transport);
    Object.defineProperty(transport, 'send', {
      value: send,
      configurable: true,
      writable: true,
      enumerable: false,
    });
    this._closed.delete(transport);
  }

  /** Ends what the SDK sent past `Protocol` and can no longer be answered. */
  abandon(transport: SdkTransport, errorType: string): void {
    this._raw.abandon(transport, { kind: 'failure', errorType });
  }

  private _forward(
    transport: SdkTransport,
    message: unknown,
    pass: (message: unknown) => unknown
  ): unknown {
    const { guard } = this._observation;
    if (isResponse(message)) {
      guard.run('ending an answered request', () => {
        this._answer(transport, message);
      });
      return pass(message);
    }
    if (!isMessage(message) || this._passing.has(message)) {
      return pass(message);
    }
    const passOnce = (carried: object) => {
      this._passing.add(carried);
      const passed = () => {
        this._passing.delete(carried);
      };
      return onSettled(pass(carried), passed, passed);
    };
    return isRequest(message)
      ? this._raw.forward(transport, message, passOnce)
      : this._notify(transport, message, passOnce);
  }

  /** Without the spans of HTTP requests, where the operator does not want them. */
  private _silence(
    transport: SdkTransport,
    pass: (message: unknown) => unknown
  ): (message: unknown) => unknown {
    const { settings, connections, guard } = this._observation;
    const isSilent = guard.run(
      'silencing a transport',
      () =>
        settings.suppressTransportSpans &&
        connections.of(transport).url !== undefined
    );
    return isSilent === true
      ? message => guard.within(silenced(context.active()), () => pass(message))
      : pass;
  }

  private _answer(transport: SdkTransport, response: Response): void {
    const { received } = this._observation;
    const exchange = received.get(transport, response.id);
    if (exchange !== undefined) {
      received.delete(transport, response.id, exchange);
      agreeOn(this._observation, transport, exchange, response);
      exchange.answers(response);
    }
  }

  private _notify(
    transport: SdkTransport,
    message: Message,
    pass: Forward
  ): unknown {
    const { exchanges, connections, guard } = this._observation;
    const begun = guard.run('tracing a notification', () => {
      const connection = connections.of(transport);
      const exchange = exchanges.beginNotification(message, connection);
      return {
        exchange,
        carried: exchanges.carry(message, exchange, connection),
      };
    });
    if (begun === undefined) {
      return pass(message);
    }
    const { exchange, carried } = begun;
    const end = (outcome: Outcome) => {
      guard.run('ending a notification', () => {
        exchange.end(outcome);
      });
    };
    const fail = (error: unknown) => {
      end(localFailure(error));
    };
    try {
      return onSettled(
        guard.within(exchange.context, () => pass(carried)),
        () => {
          end({ kind: 'delivered' });
        },
        fail
      );
    } catch (error) {
      fail(error);
      throw error;
    }
  }
}

function isTapped(send: Method & { [TAP]?: () => boolean }): boolean {
  return send[TAP]?.() === true;
}
