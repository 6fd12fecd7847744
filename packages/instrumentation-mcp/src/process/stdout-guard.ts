/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { diag } from '@opentelemetry/api';
import { fstatSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { STDOUT_GUARDED } from '../model/instrumented-process.ts';
import { isObject } from '../model/json-rpc.ts';
import { PACKAGE_NAME } from '../version.ts';
import { isApiInUse, onRegistration } from './api-registrations.ts';
import { divert } from './divert.ts';

const LEVELS = ['error', 'warn', 'info', 'debug', 'verbose'] as const;

type Log = (...args: unknown[]) => void;

/**
 * Guards stdout where this process may turn out to be a stdio server: where
 * stdin and stdout are pipes, as they are below an MCP client. It has to be
 * early, since a diag logger writes long before the server starts.
 */
export function guardPipes(): void {
  try {
    if (isPipe(0) && isPipe(1)) {
      guardStdout();
    }
  } catch (error) {
    diag.error(`${PACKAGE_NAME} cannot guard stdout`, error);
  }
}

/**
 * From now on diag loggers and the console exporters of the OpenTelemetry SDK
 * write to stderr what they would have written to stdout, with one line there
 * that says so. What the application writes stays where it is.
 */
export function guardStdout(): void {
  // Our own package can be loaded twice: as ES module and as CommonJS.
  if (Reflect.has(globalThis, STDOUT_GUARDED)) {
    return;
  }
  Reflect.set(globalThis, STDOUT_GUARDED, true);
  reportEarlyWrites();
  onRegistration('diag', guardLogger);
  guardConsoleExporters();
}

/**
 * Every logger, for by the time that one is registered nothing tells whether it
 * is the one of the console, which has taken hold of the methods of `console`
 * when the API was loaded.
 */
function guardLogger(logger: object): object {
  const log = (level: string): Log => {
    return (...args) => {
      const method: unknown = Reflect.get(logger, level);
      if (typeof method === 'function') {
        divert(report, () => Reflect.apply(method, logger, args) as unknown);
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
function guardConsoleExporters(): void {
  const original: unknown = Reflect.get(console, 'dir');
  if (typeof original !== 'function') {
    return;
  }
  const dir = function (this: unknown, ...args: unknown[]): unknown {
    const print = () => Reflect.apply(original, this, args) as unknown;
    return isRecord(args[0]) ? divert(report, print) : print();
  };
  const descriptor = Object.getOwnPropertyDescriptor(console, 'dir');
  Object.defineProperty(console, 'dir', { ...descriptor, value: dir });
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

/** Node's own pipes are sockets on POSIX. Throws where the descriptor is closed. */
function isPipe(fileDescriptor: number): boolean {
  const stat = fstatSync(fileDescriptor);
  return stat.isFIFO() || stat.isSocket();
}

/** Node runs preloads in threads as well, such as that of a loader: one is enough to tell. */
let reported = !isMainThread;

/** Goes where the moved output goes: `diag` may have no logger, or an early end. */
function report(): void {
  if (!reported) {
    reported = true;
    process.stderr.write(
      `${PACKAGE_NAME}: stdout belongs to MCP, so that what OpenTelemetry ` +
        'writes to the console goes to stderr\n'
    );
  }
}

/** What was written before us cannot be taken back. */
function reportEarlyWrites(): void {
  const { stdout } = process;
  const written =
    isMainThread && isApiInUse() ? Reflect.get(stdout, 'bytesWritten') : 0;
  if (typeof written === 'number' && written > 0) {
    process.stderr.write(
      `${PACKAGE_NAME}: ${written} bytes were written to stdout, which belongs ` +
        `to MCP; if OpenTelemetry wrote them, preload ${PACKAGE_NAME} before it\n`
    );
  }
}
