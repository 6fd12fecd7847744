/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What is known by objects of the host, which it neither keeps alive nor loses
 * sight of: dev servers evaluate the same bundle again and again.
 */
export class WeakRegistry<K extends object, V> {
  private readonly _values = new WeakMap<K, V>();
  private readonly _keys = new Set<WeakRef<K>>();
  private readonly _gone = new FinalizationRegistry<WeakRef<K>>(key => {
    this._keys.delete(key);
  });

  has(key: K): boolean {
    return this._values.has(key);
  }

  get(key: K): V | undefined {
    return this._values.get(key);
  }

  set(key: K, value: V): void {
    if (!this._values.has(key)) {
      const reference = new WeakRef(key);
      this._keys.add(reference);
      this._gone.register(key, reference);
    }
    this._values.set(key, value);
  }

  *entries(): Iterable<[K, V]> {
    for (const reference of [...this._keys]) {
      const key = reference.deref();
      const value = key === undefined ? undefined : this._values.get(key);
      if (key !== undefined && value !== undefined) {
        yield [key, value];
      }
    }
  }
}
