/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isDeepStrictEqual, inspect } from 'node:util';
import type { SpanRecord } from '../records/span-record.ts';
import { linkNames, type SpanNames } from './describe.ts';
import type { ExpectedSpan, ExpectedValue } from './expected-span.ts';

/** One way in which a span is not what was expected. */
export interface Difference {
  /** `name`, `kind`, `service`, `status`, `links` or an attribute's key. */
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
}

/** Compares one span, without its children. */
export function compareSpan(
  expected: ExpectedSpan,
  span: SpanRecord,
  names: SpanNames
): Difference[] {
  const { kind, service, links, status } = expected;
  const found: Difference[] = [];
  const check = (what: string, ok: boolean, want: unknown, have: unknown) => {
    if (!ok) found.push({ what, expected: show(want), actual: show(have) });
  };
  check(
    'name',
    matchesText(expected.name, span.name),
    expected.name,
    span.name
  );
  if (kind !== undefined) check('kind', kind === span.kind, kind, span.kind);
  if (service !== undefined) {
    check('service', service === span.service, service, span.service);
  }
  if (status !== undefined) {
    check('status', matchesStatus(status, span), status, span.status);
  }
  if (links !== undefined) {
    const actual = linkNames(span, names);
    const same = isDeepStrictEqual([...links].sort(), [...actual].sort());
    check('links', same, links, actual);
  }
  for (const [key, value] of Object.entries(expected.attributes ?? {})) {
    const actual = span.attributes[key];
    check(key, matchesValue(value, actual), value, actual);
  }
  return found;
}

function matchesText(expected: string | RegExp, actual: string): boolean {
  return typeof expected === 'string'
    ? expected === actual
    : expected.test(actual);
}

function matchesStatus(
  expected: NonNullable<ExpectedSpan['status']>,
  { status }: SpanRecord
): boolean {
  if (typeof expected === 'string') return expected === status.code;
  if (expected.code !== status.code) return false;
  if (!('message' in expected)) return true;
  const { message } = expected;
  return message === undefined
    ? status.message === undefined
    : status.message !== undefined && matchesText(message, status.message);
}

function matchesValue(
  expected: ExpectedValue,
  actual: SpanRecord['attributes'][string] | undefined
): boolean {
  if (expected === undefined || actual === undefined) {
    return expected === actual;
  }
  if (expected instanceof RegExp) {
    return typeof actual === 'string' && expected.test(actual);
  }
  if (typeof expected === 'function') return expected(actual);
  return isDeepStrictEqual(expected, actual);
}

/** One line, short enough for a column. */
function show(value: unknown): string {
  if (value === undefined) return '(absent)';
  const options = { breakLength: Infinity, depth: 3, maxStringLength: 60 };
  return typeof value === 'function'
    ? `(${value.name === '' ? 'predicate' : value.name})`
    : inspect(value, options);
}
