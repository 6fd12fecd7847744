/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What a held write may be: all arguments of a `write()`. */
type Write = readonly unknown[];

/** Much more than any start prints; beyond it nothing is held any longer. */
const MAX_LENGTH = 1_000_000;
/** Who has not begun to serve by then does something else. */
const MAX_MS = 30_000;

/** Writes that wait until it is known where they belong, in their order. */
export class HeldWrites {
  private _writes: Write[] = [];
  private _length = 0;
  private _timer: NodeJS.Timeout | undefined;
  private readonly _onLimit: () => void;

  /**
   * @param onLimit called when it is too much or takes too long, and when the
   * process ends
   */
  constructor(onLimit: () => void) {
    this._onLimit = onLimit;
  }

  add(write: Write): void {
    const [chunk, ...rest] = write;
    if (this._writes.length === 0) {
      this._timer = setTimeout(this._onLimit, MAX_MS).unref();
      process.once('exit', this._onLimit);
    }
    // Its owner may write something else into a buffer meanwhile.
    const kept = chunk instanceof Uint8Array ? Buffer.from(chunk) : chunk;
    this._writes.push([kept, ...rest]);
    this._length += lengthOf(chunk);
    if (this._length > MAX_LENGTH) {
      this._onLimit();
    }
  }

  /** Nothing of them is held afterwards. */
  take(): readonly Write[] {
    clearTimeout(this._timer);
    process.removeListener('exit', this._onLimit);
    const writes = this._writes;
    this._writes = [];
    this._length = 0;
    return writes;
  }
}

function lengthOf(chunk: unknown): number {
  return typeof chunk === 'string' || chunk instanceof Uint8Array
    ? chunk.length
    : 0;
}
