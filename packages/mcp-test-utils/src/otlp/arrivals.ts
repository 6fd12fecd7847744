/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { deadline } from '../support/deadline.ts';

/** Records that arrive over time, and those who wait for them. */
export class Arrivals<T> {
  private readonly _read: () => T[];
  private readonly _waiting = new Set<() => void>();

  /** @param read returns everything that has arrived */
  constructor(read: () => T[]) {
    this._read = read;
  }

  /** To be called whenever something has arrived. */
  notify(): void {
    for (const look of [...this._waiting]) look();
  }

  /**
   * Resolves with everything that has arrived as soon as that is enough.
   *
   * @throws Error after `timeoutMs` milliseconds, or what the predicate throws
   */
  async waitFor(
    wanted: number | ((records: T[]) => boolean),
    timeoutMs: number,
    describe: (records: T[]) => string
  ): Promise<T[]> {
    const enough =
      typeof wanted === 'function'
        ? wanted
        : (all: T[]) => all.length >= wanted;
    let stop: () => void = () => undefined;
    const arrival = new Promise<T[]>((resolve, reject) => {
      const look = (): void => {
        try {
          const records = this._read();
          if (enough(records)) resolve(records);
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      stop = () => this._waiting.delete(look);
      this._waiting.add(look);
      look();
    });
    try {
      return await deadline(arrival, timeoutMs, () => describe(this._read()));
    } finally {
      stop();
    }
  }
}
