/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject } from './json.ts';
import type { ApiFacts } from './facts.ts';
import { api, registered } from './registrations.ts';

/** What is registered with the API now, by whichever copy of it. */
export function readApi(): ApiFacts {
  const { version } = api();
  const tracerProvider = className(delegateOf(registered('trace')));
  const contextManager = className(registered('context'));
  const propagator = registered('propagation');
  const propagatorName = className(propagator);
  return {
    ...(typeof version === 'string' ? { version } : {}),
    ...(tracerProvider === undefined ? {} : { tracerProvider }),
    ...(contextManager === undefined ? {} : { contextManager }),
    ...(propagatorName === undefined ? {} : { propagator: propagatorName }),
    propagatedFields: fieldsOf(propagator),
  };
}

/**
 * What was seen once stays: an SDK may unregister itself when the process ends,
 * and that is no fault.
 */
export function mergeApi(before: ApiFacts, now: ApiFacts): ApiFacts {
  return {
    ...before,
    ...now,
    propagatedFields:
      now.propagatedFields.length > 0
        ? now.propagatedFields
        : before.propagatedFields,
  };
}

/** What is registered for traces is a proxy, which may have nothing behind it. */
export function delegateOf(provider: object | undefined): object | undefined {
  const get: unknown = provider && Reflect.get(provider, 'getDelegate');
  const delegate: unknown =
    typeof get === 'function' ? Reflect.apply(get, provider, []) : provider;
  return isObject(delegate) ? delegate : undefined;
}

function className(value: object | undefined): string | undefined {
  const name = value?.constructor.name;
  return name === undefined || /^Noop/.test(name) ? undefined : name;
}

function fieldsOf(propagator: object | undefined): string[] {
  const fields: unknown = propagator && Reflect.get(propagator, 'fields');
  if (typeof fields !== 'function') {
    return [];
  }
  const names: unknown = Reflect.apply(fields, propagator, []);
  return Array.isArray(names) ? names.map(String) : [];
}
