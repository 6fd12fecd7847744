/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

type Task<T> = () => Promise<T>;

/**
 * Starts tasks in the order in which they are given, no more than `width` at a
 * time. A failure waits for whoever awaits its task.
 */
export class Limit {
  private readonly _waiting: (() => void)[] = [];
  private _free: number;

  constructor(width: number) {
    this._free = width;
  }

  run<T>(task: Task<T>): Promise<T> {
    const result = this._slot()
      .then(task)
      .finally(() => {
        this._free += 1;
        this._waiting.shift()?.();
      });
    result.catch(() => undefined);
    return result;
  }

  private async _slot(): Promise<void> {
    if (this._free === 0) {
      await new Promise<void>(resolve => this._waiting.push(resolve));
    }
    this._free -= 1;
  }
}
