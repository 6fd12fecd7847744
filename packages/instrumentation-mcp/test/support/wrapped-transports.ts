/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { setImmediate } from 'node:timers/promises';
import type { Transport } from './sdk.ts';

type Make = () => Transport;

/** An application's transport that passes everything on. */
abstract class Around implements Transport {
  onmessage: Transport['onmessage'];
  onclose: Transport['onclose'];
  onerror: Transport['onerror'];

  protected abstract _held(): Transport;

  async start(): Promise<void> {
    const inner = this._held();
    inner.onmessage = (...args) => this.onmessage?.(...args);
    inner.onclose = () => this.onclose?.();
    await inner.start();
  }

  send(message: object, options?: object): Promise<void> {
    return this._held().send(message, options);
  }

  close(): Promise<void> {
    return this._held().close();
  }
}

class Property extends Around {
  readonly transport: Transport;
  /** Not a transport, though it sends. */
  readonly mail = { send: () => undefined };

  constructor(make: Make) {
    super();
    this.transport = make();
  }

  protected _held() {
    return this.transport;
  }
}

class PrivateMember extends Around {
  readonly #inner: Transport;

  constructor(make: Make) {
    super();
    this.#inner = make();
  }

  protected _held() {
    return this.#inner;
  }
}

/** Knows only while it starts what it is to hold. */
class Late extends Around {
  private _inner: Transport | undefined;
  private readonly _make: Make;

  constructor(make: Make) {
    super();
    this._make = make;
  }

  protected _held() {
    this._inner ??= this._make();
    return this._inner;
  }

  override async start() {
    await setImmediate();
    await super.start();
  }
}

/** Hands on copies. */
class LatePrivate extends PrivateMember {
  override async start() {
    await setImmediate();
    await super.start();
  }

  override send(message: object, options?: object) {
    return super.send({ ...message }, options);
  }
}

class Nested extends Property {
  constructor(make: Make) {
    super(() => new Property(make));
  }
}

/** How an application may wrap a transport of the SDK. */
export const WRAPPED: Record<string, (make: Make) => Transport> = {
  'in a property': make => new Property(make),
  'in a property of a property': make => new Nested(make),
  'in a private member': make => new PrivateMember(make),
  'made while it starts': make => new Late(make),
  'in a private member, started late': make => new LatePrivate(make),
};
