/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { TelemetryAttributes, TelemetryValue } from '../records/values.ts';

/**
 * Reads the fields of an OTLP message that arrived from outside: what is absent
 * or of another type counts as proto3's default.
 */
export class Fields {
  private readonly _values: Readonly<Record<string, unknown>>;

  constructor(value: unknown) {
    this._values = isObject(value) ? value : {};
  }

  has(key: string): boolean {
    return this._values[key] !== undefined && this._values[key] !== null;
  }

  message(key: string): Fields {
    return new Fields(this._values[key]);
  }

  messages(key: string): Fields[] {
    return this.list(key).map(value => new Fields(value));
  }

  list(key: string): unknown[] {
    const value = this._values[key];
    return Array.isArray(value) ? value : [];
  }

  text(key: string): string {
    const value = this._values[key];
    return typeof value === 'string' ? value : '';
  }

  flag(key: string): boolean {
    return this._values[key] === true;
  }

  /** 64-bit integers arrive as decimal strings, in JSON sometimes as numbers. */
  number(key: string): number {
    return toNumber(this._values[key]);
  }

  numbers(key: string): number[] {
    return this.list(key).map(toNumber);
  }

  /** Lower-case hex of a trace or span id, the empty string when there is none. */
  id(key: string): string {
    const value = this._values[key];
    const hex =
      value instanceof Uint8Array
        ? Buffer.from(value).toString('hex')
        : this.text(key).toLowerCase();
    return /^0*$/.test(hex) ? '' : hex;
  }

  /** Nanoseconds since the Unix epoch, as milliseconds. */
  time(key: string): number {
    const nanoseconds = toBigInt(this._values[key]);
    const seconds = nanoseconds / 1_000_000_000n;
    return Number(seconds) * 1e3 + Number(nanoseconds % 1_000_000_000n) / 1e6;
  }

  attributes(key: string): TelemetryAttributes {
    return Object.fromEntries(
      this.messages(key).map(pair => [
        pair.text('key'),
        pair.message('value').anyValue(),
      ])
    );
  }

  /** This message as an `AnyValue`; without any value set it is null. */
  anyValue(): TelemetryValue {
    if (this.has('stringValue')) return this.text('stringValue');
    if (this.has('boolValue')) return this.flag('boolValue');
    if (this.has('doubleValue')) return this.number('doubleValue');
    if (this.has('bytesValue')) return this._bytes();
    if (this.has('intValue')) {
      const integer = toBigInt(this._values['intValue']);
      const number = Number(integer);
      return Number.isSafeInteger(number) ? number : integer;
    }
    if (this.has('arrayValue')) {
      const values = this.message('arrayValue').messages('values');
      return values.map(value => value.anyValue());
    }
    if (this.has('kvlistValue')) {
      return this.message('kvlistValue').attributes('values');
    }
    return null;
  }

  private _bytes(): Uint8Array {
    const value = this._values['bytesValue'];
    if (value instanceof Uint8Array) return new Uint8Array(value);
    return new Uint8Array(Buffer.from(this.text('bytesValue'), 'base64'));
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function toNumber(value: unknown): number {
  return typeof value === 'number' || typeof value === 'string'
    ? Number(value)
    : 0;
}

function toBigInt(value: unknown): bigint {
  if (typeof value === 'number' && Number.isInteger(value))
    return BigInt(value);
  return typeof value === 'string' && /^-?\d+$/.test(value)
    ? BigInt(value)
    : 0n;
}
