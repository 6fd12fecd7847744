/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** With more of them, looking through them costs more than a `Map` does. */
const MANY = 32;

/**
 * A map whose entries are few, and come and go all the time.
 *
 * A `Map` is built anew whenever it has grown or shrunk by half. V8 links the
 * table that it leaves behind with the next one, and clears neither: once one of
 * them has grown old, whatever was in those that follow stays until all memory is
 * collected, which takes longer than the calls themselves.
 */
export class SmallMap<K, V> {
  private readonly _keys: (K | undefined)[] = [];
  private readonly _values: (V | undefined)[] = [];
  private _size = 0;
  private _many: Map<K, V> | undefined;

  get size(): number {
    return this._many?.size ?? this._size;
  }

  get(key: K): V | undefined {
    if (this._many !== undefined) {
      return this._many.get(key);
    }
    const at = this._find(key);
    return at < 0 ? undefined : this._values[at];
  }

  set(key: K, value: V): void {
    if (this._many !== undefined) {
      this._many.set(key, value);
      return;
    }
    const at = this._find(key);
    if (at >= 0) {
      this._values[at] = value;
    } else if (this._size < MANY) {
      this._keys[this._size] = key;
      this._values[this._size] = value;
      this._size += 1;
    } else {
      this._many = new Map(this._entries()).set(key, value);
      this._empty();
    }
  }

  delete(key: K): void {
    const many = this._many;
    if (many === undefined) {
      this._remove(this._find(key));
      return;
    }
    many.delete(key);
    if (many.size <= MANY / 2) {
      this._many = undefined;
      many.forEach((value, kept) => {
        this.set(kept, value);
      });
    }
  }

  /** In the order in which they came. */
  values(): V[] {
    return this._many === undefined
      ? (this._values.slice(0, this._size) as V[])
      : [...this._many.values()];
  }

  clear(): void {
    this._many = undefined;
    this._empty();
  }

  /** By the rules of `Map`, for which `NaN` is itself. */
  private _find(key: K): number {
    const keys = this._keys;
    for (let at = 0; at < this._size; at += 1) {
      if (keys[at] === key) {
        return at;
      }
    }
    return Number.isNaN(key) ? keys.findIndex(Number.isNaN) : -1;
  }

  /** Places are kept for those to come, so that nothing is made for them. */
  private _remove(from: number): void {
    if (from < 0) {
      return;
    }
    const last = this._size - 1;
    for (let at = from; at < last; at += 1) {
      this._keys[at] = this._keys[at + 1];
      this._values[at] = this._values[at + 1];
    }
    this._keys[last] = undefined;
    this._values[last] = undefined;
    this._size = last;
  }

  private _entries(): [K, V][] {
    const values = this._values as V[];
    const keys = this._keys.slice(0, this._size) as K[];
    return keys.map((key, at) => [key, values[at] as V]);
  }

  private _empty(): void {
    this._keys.fill(undefined);
    this._values.fill(undefined);
    this._size = 0;
  }
}
