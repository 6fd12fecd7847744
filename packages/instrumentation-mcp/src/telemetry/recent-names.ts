/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Of one kind on one connection; hostile lists are longer. */
const MAX_NAMES = 1_000;

/** Names of one kind; the least recently used goes first when there are too many. */
export class RecentNames {
  private readonly _names = new Set<string>();

  add(name: string): void {
    if (this.has(name)) {
      return;
    }
    this._names.add(name);
    if (this._names.size > MAX_NAMES) {
      const [oldest] = this._names;
      this._names.delete(oldest ?? name);
    }
  }

  /** Whether the name is known, which is a use of it. */
  has(name: string): boolean {
    const isKnown = this._names.has(name);
    // Nothing is about to go as long as there are few.
    if (isKnown && this._names.size > MAX_NAMES / 2) {
      this._touch(name);
    }
    return isKnown;
  }

  private _touch(name: string): void {
    this._names.delete(name);
    this._names.add(name);
  }
}
