/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject } from './json-rpc.ts';

/**
 * Where every copy of the API 1.x, as ES module or CommonJS, keeps what is
 * registered globally.
 */
export const API = Symbol.for('opentelemetry.js.api.1');
/** The same of the next major version, which shares nothing with ours. */
const LATER_API = Symbol.for('opentelemetry.js.api.2');
/** Before 1.10 the API of logs was a package of its own; this is where it kept its provider. */
const LOGS_API = Symbol.for('io.opentelemetry.js.api.logs');
const LOGS_API_VERSION = 1;

/** What is registered globally, by whichever copy of the API. */
export interface RegisteredApi {
  readonly trace?: unknown;
  readonly metrics?: unknown;
  readonly propagation?: unknown;
  readonly logs?: unknown;
  readonly diag?: unknown;
  /** Of the copy that registered something first: all others must be of it. */
  readonly version?: unknown;
}

export function registeredApi(): RegisteredApi | undefined {
  return (globalThis as { [API]?: RegisteredApi })[API];
}

/** What a later API has registered, which ours does not know of. */
export function laterApi(): RegisteredApi | undefined {
  return (globalThis as { [LATER_API]?: RegisteredApi })[LATER_API];
}

/** The global provider of loggers, of whichever line of the API. */
export function registeredLogs(): unknown {
  const get = (globalThis as { [LOGS_API]?: unknown })[LOGS_API];
  return (
    registeredApi()?.logs ??
    (typeof get === 'function'
      ? (Reflect.apply(get, undefined, [LOGS_API_VERSION]) as unknown)
      : undefined)
  );
}

/** What makes loggers: a provider's `getLogger(name, version)`. */
export interface LoggerProvider<L> {
  getLogger(name: string, version: string): L;
}

export function isLoggerProvider<L>(
  value: unknown
): value is LoggerProvider<L> {
  return isObject(value) && typeof value['getLogger'] === 'function';
}
