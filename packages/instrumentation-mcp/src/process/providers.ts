/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject } from '../model/json-rpc.ts';
import { registeredLogs } from '../model/registered-api.ts';
import { registered } from './api-registrations.ts';

/** Exports what the registered providers hold. Never rejects. */
export async function flushProviders(): Promise<void> {
  const providers = [
    registered('trace'),
    registered('metrics'),
    registeredLogs(),
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
