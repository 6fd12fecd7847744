/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { override } from './own-property.ts';

/** A message of the protocol, as the SDK writes it. */
const JSON_RPC = /^\s*[[{].*"jsonrpc"\s*:\s*"2\.0"/s;

/**
 * Runs an action and moves what it writes to stdout, until it returns, to
 * stderr; but for messages of the protocol, which a diag logger may send to its
 * client. Nothing else can write meanwhile, for JavaScript is not interrupted.
 *
 * @param onWrite called before each write that is moved
 */
export function divert<T>(onWrite: () => void, action: () => T): T {
  const { stdout, stderr } = process;
  const original: unknown = Reflect.get(stdout, 'write');
  const target: unknown = Reflect.get(stderr, 'write');
  const write = (...args: unknown[]): unknown => {
    if (isMessage(args[0])) {
      return apply(original, stdout, args);
    }
    onWrite();
    return apply(target, stderr, args);
  };
  const restore = override(stdout, 'write', write);
  try {
    return action();
  } finally {
    restore();
  }
}

function apply(method: unknown, self: object, args: unknown[]): unknown {
  return typeof method === 'function'
    ? (Reflect.apply(method, self, args) as unknown)
    : undefined;
}

export function isMessage(chunk: unknown): boolean {
  return typeof chunk === 'string' && JSON_RPC.test(chunk);
}
