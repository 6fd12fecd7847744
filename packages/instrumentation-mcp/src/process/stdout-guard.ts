/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject } from '../model/json-rpc.ts';
import { PACKAGE_NAME } from '../version.ts';
import { isApiInUse, onRegistration } from './api-registrations.ts';
import { divert, isMessage } from './divert.ts';
import { HeldWrites } from './held-writes.ts';
import { interceptStdout } from './intercept-stdout.ts';
import { isWrittenByOpenTelemetry } from './output-origin.ts';
import { override } from './own-property.ts';

const LEVELS = ['error', 'warn', 'info', 'debug', 'verbose'] as const;

type Log = (...args: unknown[]) => void;

/**
 * Keeps what OpenTelemetry writes away from the messages of a stdio server: what
 * diag loggers, console exporters and distributions write to stdout is held as
 * long as it is not known whom stdout belongs to, and then goes to stderr, or to
 * where it was meant to go. What the application writes stays where it is.
 */
export class StdoutGuard {
  private _state: 'idle' | 'holding' | 'serving' = 'idle';
  /** Calls of OpenTelemetry that may write, within one another. */
  private _calls = 0;
  private _told = false;
  private _isDecided = false;
  private readonly _wasLate = isApiInUse();
  private readonly _held = new HeldWrites(() => {
    this.release();
  });
  private _undo: (() => void)[] = [];
  private _undoHolding: (() => void) | undefined;

  /** This process may turn out to serve MCP over stdio. */
  hold(): void {
    if (this._state === 'idle' && !this._isDecided) {
      this._state = 'holding';
      this._undoHolding = interceptStdout(original => this._holding(original));
      this._install();
    }
  }

  /** A stdio server starts: stdout belongs to MCP from now on. */
  serve(): void {
    if (this._state === 'serving') {
      return;
    }
    const before = this._state;
    this._state = 'serving';
    this._stopHolding();
    if (before === 'idle') {
      this._install();
    }
    this._tellEarlyWrites();
    const { stderr } = process;
    for (const args of this._held.take()) {
      this._tell();
      apply(Reflect.get(stderr, 'write'), stderr, args);
    }
  }

  /** It does something else, or nothing for too long: what is held goes where it was meant to go. */
  release(): void {
    this._isDecided = true;
    if (this._state === 'holding') {
      this.end();
    }
  }

  /** Everything is as it was before. */
  end(): void {
    this._state = 'idle';
    this._stopHolding();
    for (const undo of this._undo.splice(0).reverse()) {
      undo();
    }
    for (const args of this._held.take()) {
      const { stdout } = process;
      apply(Reflect.get(stdout, 'write'), stdout, args);
    }
  }

  private _install(): void {
    this._undo.push(
      onRegistration('diag', logger => this._guardLogger(logger)),
      this._guardConsoleExporters()
    );
  }

  private _stopHolding(): void {
    this._undoHolding?.();
    this._undoHolding = undefined;
  }

  private _holding(original: (...args: unknown[]) => unknown) {
    const isHeld = (chunk: unknown) =>
      this._state === 'holding' &&
      !isMessage(chunk) &&
      (this._calls > 0 || isWrittenByOpenTelemetry());
    const { _held: held } = this;
    return function (this: unknown, ...args: unknown[]): unknown {
      if (isHeld(args[0])) {
        held.add(args);
        return true;
      }
      return Reflect.apply(original, this, args);
    };
  }

  /** Something of OpenTelemetry that may write. */
  private _call<T>(action: () => T): T {
    if (this._state === 'serving') {
      return divert(() => {
        this._tell();
      }, action);
    }
    this._calls += 1;
    try {
      return action();
    } finally {
      this._calls -= 1;
    }
  }

  /**
   * Every logger, for by the time that one is registered nothing tells whether it
   * is the one of the console, which has taken hold of the methods of `console`
   * when the API was loaded.
   */
  private _guardLogger(logger: object): object {
    const log = (level: string): Log => {
      return (...args) => {
        const method: unknown = Reflect.get(logger, level);
        if (typeof method === 'function') {
          this._call(() => Reflect.apply(method, logger, args) as unknown);
        }
      };
    };
    return Object.fromEntries(LEVELS.map(level => [level, log(level)]));
  }

  /**
   * All console exporters, of any version, bundled or not, print one record after
   * the other with `console.dir`. They are told by their records, since there is
   * no way to all copies of their classes.
   */
  private _guardConsoleExporters(): () => void {
    const original: unknown = Reflect.get(console, 'dir');
    if (typeof original !== 'function') {
      return () => undefined;
    }
    const call = <T>(action: () => T) => this._call(action);
    const dir = function (this: unknown, ...args: unknown[]): unknown {
      const print = () => Reflect.apply(original, this, args) as unknown;
      return isRecord(args[0]) ? call(print) : print();
    };
    return override(console, 'dir', dir);
  }

  /** Goes where the moved output goes: `diag` may have no logger, or an early end. */
  private _tell(): void {
    if (!this._told) {
      this._told = true;
      process.stderr.write(
        `${PACKAGE_NAME}: stdout belongs to MCP, so that what OpenTelemetry ` +
          'writes to the console goes to stderr\n'
      );
    }
  }

  /** What a set-up wrote that was there before us cannot be taken back. */
  private _tellEarlyWrites(): void {
    const written: unknown = this._wasLate
      ? Reflect.get(process.stdout, 'bytesWritten')
      : 0;
    if (typeof written === 'number' && written > 0) {
      process.stderr.write(
        `${PACKAGE_NAME}: ${written} bytes were written to stdout, which belongs ` +
          `to MCP; if OpenTelemetry wrote them, preload ${PACKAGE_NAME} before it\n`
      );
    }
  }
}

/** A span, a log record or a metric, as the console exporters print them. */
function isRecord(value: unknown): boolean {
  const has = (...keys: readonly string[]) =>
    isObject(value) && keys.every(key => Object.hasOwn(value, key));
  return (
    has('resource', 'instrumentationScope', 'traceId', 'attributes') ||
    has('descriptor', 'dataPointType', 'dataPoints')
  );
}

function apply(method: unknown, self: object, args: readonly unknown[]): void {
  if (typeof method === 'function') {
    Reflect.apply(method, self, args);
  }
}
