/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { AssertionError } from 'node:assert';
import type { SpanRecord } from '../records/span-record.ts';
import { spanNames } from './describe.ts';
import type { ExpectedSpan } from './expected-span.ts';
import { matchSiblings, type MatchOptions } from './match.ts';
import { printSpanTree } from './print.ts';
import { firstDifference, sideBySide } from './report.ts';
import { hasMissingParent, spanTree } from './tree.ts';

/**
 * Asserts that the spans form exactly the expected tree, or forest.
 *
 * @throws AssertionError whose message names the first difference and shows
 * both trees side by side
 */
export function assertSpanTree(
  spans: readonly SpanRecord[],
  expected: ExpectedSpan | readonly ExpectedSpan[],
  options: MatchOptions = {}
): void {
  const names = spanNames(spans);
  const wanted = isForest(expected) ? expected : [expected];
  const pairs = matchSiblings(wanted, spanTree(spans), names, options);
  const difference = firstDifference(pairs);
  if (difference === undefined) return;
  fail(`${difference}\n\n${sideBySide(pairs, names)}`, assertSpanTree);
}

export interface SingleTraceOptions {
  /**
   * Accept spans whose parent was not collected, as when the trace began in
   * another process; default false.
   */
  readonly allowMissingParents?: boolean;
}

/**
 * Asserts that there are spans, that all belong to one trace, and that none of
 * them lacks its parent.
 *
 * @returns the trace id
 */
export function assertSingleTrace(
  spans: readonly SpanRecord[],
  options: SingleTraceOptions = {}
): string {
  const [traceId, ...others] = new Set(spans.map(span => span.traceId));
  if (traceId === undefined)
    return fail('There are no spans', assertSingleTrace);
  const tree = `\n\n${printSpanTree(spans)}`;
  if (others.length > 0) {
    const count = String(others.length + 1);
    fail(`Expected one trace, got ${count}${tree}`, assertSingleTrace);
  }
  const orphan = spanTree(spans).find(hasMissingParent);
  if (orphan !== undefined && options.allowMissingParents !== true) {
    const { name } = orphan.span;
    fail(`The parent of ${name} was not collected${tree}`, assertSingleTrace);
  }
  return traceId;
}

function isForest(
  expected: ExpectedSpan | readonly ExpectedSpan[]
): expected is readonly ExpectedSpan[] {
  return Array.isArray(expected);
}

function fail(
  message: string,
  stackStartFn: (...args: never[]) => unknown
): never {
  throw new AssertionError({ message, stackStartFn });
}
