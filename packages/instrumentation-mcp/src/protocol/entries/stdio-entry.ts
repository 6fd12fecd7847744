/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isRequest, isResponse, type Request } from '../../model/json-rpc.ts';
import type { RequestId, Response } from '../../model/json-rpc.ts';
import { thisMoment, type Moment } from '../../model/moment.ts';
import { ACCEPTED } from '../../model/outcome.ts';
import { acknowledgedRequest } from '../../model/subscription.ts';
import type { ServerExchange } from '../../exchange/server-exchange.ts';
import { lifecycle } from '../../process/lifecycle.ts';
import type { Observation } from '../observation.ts';
import type { Patching, Wrapper } from '../patching.ts';
import { isTransport, type Method, type SdkTransport } from '../sdk-shapes.ts';

/** Requests that nobody takes or answers must not pile up. */
const MAX_WAITING = 1_000;

/**
 * Wraps `StdioServerTransport.start`. `serveStdio` of v2 keeps this transport to
 * itself and connects each server to a channel behind it; some messages it
 * answers alone: with an error, or `subscriptions/listen` with an acknowledgement.
 */
export function startingStdioServer(patching: Patching): Wrapper {
  const { transports, guard } = patching.observation;
  return original =>
    function (this: object, ...args) {
      guard.run('starting a stdio server', () => {
        if (
          patching.active() &&
          isTransport(this) &&
          transports.of(this).protocol === undefined
        ) {
          new StdioEntry(patching, this).attach();
        }
      });
      return original.apply(this, args);
    };
}

interface Waiting {
  readonly message: Request;
  readonly at: Moment;
}

/** A stdio transport that no `Protocol` is connected to. */
class StdioEntry {
  private readonly _observation: Observation;
  private readonly _active: () => boolean;
  private readonly _transport: SdkTransport;
  /** Until a `Protocol` takes them, or until they are answered. */
  private readonly _waiting = new Map<RequestId, Waiting>();

  constructor({ observation, active }: Patching, transport: SdkTransport) {
    this._observation = observation;
    this._active = active;
    this._transport = transport;
  }

  attach(): void {
    const { send, onmessage } = this._transport;
    if (onmessage === undefined) {
      return;
    }
    this._transport.onmessage = this._before(onmessage, message => {
      this._receive(message);
    });
    Object.defineProperty(this._transport, 'send', {
      value: this._before(send, message => {
        this._answer(message);
      }),
      configurable: true,
      writable: true,
      enumerable: false,
    });
  }

  /** A proxy, through which a spy of a test can still be asked. */
  private _before(original: Method, look: (message: unknown) => void): Method {
    const { guard } = this._observation;
    return new Proxy(original, {
      apply(target, self: object, args: unknown[]) {
        guard.run('tracing a message of a stdio entry', () => {
          look(args[0]);
        });
        return target.apply(self, args);
      },
    });
  }

  private _receive(message: unknown): void {
    if (
      !this._active() ||
      !isRequest(message) ||
      !this._observation.follows(message)
    ) {
      return;
    }
    lifecycle.message();
    const waiting = { message, at: thisMoment() };
    this._waiting.delete(message.id);
    this._waiting.set(message.id, waiting);
    this._observation.entries.add(message, () => {
      if (this._waiting.get(message.id) === waiting) {
        this._waiting.delete(message.id);
      }
    });
    for (const oldest of this._waiting.keys()) {
      if (this._waiting.size <= MAX_WAITING) {
        break;
      }
      this._waiting.delete(oldest);
    }
  }

  private _answer(message: unknown): void {
    if (isResponse(message)) {
      const exchange = this._begin(message.id, message);
      exchange?.answers(message);
      exchange?.sent();
      return;
    }
    const id = acknowledgedRequest(message);
    if (id !== undefined) {
      this._begin(id)?.end(ACCEPTED);
    }
  }

  /** The exchange of a request that is being answered here, unless it has been dispatched. */
  private _begin(
    id: RequestId,
    response?: Response
  ): ServerExchange | undefined {
    const waiting = this._waiting.get(id);
    this._waiting.delete(id);
    if (waiting === undefined || !this._active()) {
      return undefined;
    }
    const { transports, exchanges } = this._observation;
    return exchanges.receiveRequest(
      waiting.message,
      transports.current(this._transport).connection,
      {
        at: waiting.at,
        // A relay may know methods that nobody here handles.
        handled: response?.error === undefined ? undefined : false,
      }
    );
  }
}
