/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject } from '../model/json-rpc.ts';
import { registered } from './api-registrations.ts';

/** Before 1.10 the API of logs was a package of its own; this is where it kept its provider. */
const LOGS_API = Symbol.for('io.opentelemetry.js.api.logs');
const LOGS_API_VERSION = 1;

/** Exports what the registered providers hold. Never rejects. */
export async function flushProviders(): Promise<void> {
  const providers = [
    registered('trace'),
    registered('metrics'),
    loggerProvider(),
  ];
  await Promise.allSettled(providers.map(flush));
}

/** What is registered may be a proxy for what was made later. */
async function flush(provider: unknown): Promise<void> {
  const target = call(provider, 'getDelegate') ?? provider;
  await call(target, 'forceFlush');
}

function call(target: unknown, name: string): unknown {
  const method: unknown = isObject(target) ? target[name] : undefined;
  return typeof method === 'function'
    ? (Reflect.apply(method, target, []) as unknown)
    : undefined;
}

/** The global provider of loggers, of whichever line of the API. */
export function loggerProvider(): unknown {
  return registered('logs') ?? registeredLogs();
}

function registeredLogs(): unknown {
  const get: unknown = Reflect.get(globalThis, LOGS_API);
  return typeof get === 'function'
    ? (Reflect.apply(get, undefined, [LOGS_API_VERSION]) as unknown)
    : undefined;
}
