/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { Sdk, Transport } from './sdk.ts';

type Receive = Transport['onmessage'];

/** The rest of a transport of an application, with all private that can be. */
abstract class WrappingTransport {
  onmessage: Receive;
  onclose: (() => void) | undefined;
  onerror: ((error: Error) => void) | undefined;
  readonly #inner: Transport;

  constructor(inner: Transport) {
    this.#inner = inner;
  }

  async start(): Promise<void> {
    this.#inner.onmessage = (...args) => this.onmessage?.(...args);
    this.#inner.onclose = () => this.onclose?.();
    await this.#inner.start();
  }

  close(): Promise<void> {
    return this.#inner.close();
  }

  protected _pass(message: object): Promise<void> {
    return this.#inner.send(message);
  }
}

class PrivateTransport extends WrappingTransport {
  send(message: object): Promise<void> {
    return this._pass(message);
  }
}

class GetterTransport extends WrappingTransport {
  get send() {
    return (message: object) => this._pass(message);
  }
}

class AccessorTransport extends WrappingTransport {
  private _send = (message: object) => this._pass(message);

  get send() {
    return this._send;
  }

  set send(send: (message: object) => Promise<void>) {
    this._send = send;
  }
}

/** Answers nothing where a promise is expected. */
export class SilentTransport extends WrappingTransport {
  send(message: object): void {
    void this._pass(message);
  }
}

/** Loses its private members when a method runs on anything but the target. */
function proxied(inner: Transport): Transport {
  const target = new PrivateTransport(inner);
  return new Proxy(target, {
    get(_, key) {
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function'
        ? (value.bind(target) as unknown)
        : value;
    },
    set: (_, key, value) => Reflect.set(target, key, value),
  });
}

/** A proxy through which no property can be defined. */
function closedProxy(inner: Transport): Transport {
  const target = new PrivateTransport(inner);
  return new Proxy(target, {
    defineProperty: () => false,
    get: (_, key) => {
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function'
        ? (value.bind(target) as unknown)
        : value;
    },
    set: (_, key, value) => Reflect.set(target, key, value),
  });
}

/** Frozen, so that the SDK's own handlers are kept elsewhere. */
function frozen(inner: Transport): Transport {
  const handlers: Pick<Transport, 'onmessage' | 'onclose' | 'onerror'> = {};
  return Object.freeze({
    start: () => {
      inner.onmessage = (...args) => handlers.onmessage?.(...args);
      inner.onclose = () => handlers.onclose?.();
      return inner.start();
    },
    send: (message: object) => inner.send(message),
    close: () => inner.close(),
    get onmessage() {
      return handlers.onmessage;
    },
    set onmessage(handler) {
      handlers.onmessage = handler;
    },
    get onclose() {
      return handlers.onclose;
    },
    set onclose(handler) {
      handlers.onclose = handler;
    },
    get onerror() {
      return handlers.onerror;
    },
    set onerror(handler) {
      handlers.onerror = handler;
    },
  });
}

/** How an application may make a transport of an ordinary one. */
export const TRANSPORTS: Record<string, (inner: Transport) => Transport> = {
  'private members': inner => new PrivateTransport(inner),
  'a getter for send': inner => new GetterTransport(inner),
  'a getter and a setter for send': inner => new AccessorTransport(inner),
  'a proxy': proxied,
  'a proxy that takes no properties': closedProxy,
  'a frozen object': frozen,
};

/** Transports whose `send` cannot be replaced: messages pass unseen there. */
export const CLOSED: ReadonlySet<string> = new Set([
  'a proxy that takes no properties',
  'a frozen object',
]);

export function linkedPair(
  sdk: Sdk,
  wrap: (inner: Transport) => Transport | SilentTransport
): [Transport, Transport] {
  const [ours, theirs] = sdk.InMemoryTransport.createLinkedPair();
  return [wrap(ours), wrap(theirs)] as [Transport, Transport];
}
