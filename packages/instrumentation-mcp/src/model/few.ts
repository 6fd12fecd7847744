/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** A set of things of which there is mostly one, and which come and go all the time. */
export class Few<T> {
  private _one: T | undefined;
  private _others: Set<T> | undefined;

  add(thing: T): void {
    if (this._one === thing || this._others?.has(thing) === true) {
      return;
    }
    if (this._one === undefined) {
      this._one = thing;
    } else {
      this._others ??= new Set();
      this._others.add(thing);
    }
  }

  delete(thing: T): void {
    if (this._one === thing) {
      this._one = undefined;
    } else {
      this._others?.delete(thing);
    }
  }

  all(): T[] {
    const others = [...(this._others ?? [])];
    return this._one === undefined ? others : [this._one, ...others];
  }
}
