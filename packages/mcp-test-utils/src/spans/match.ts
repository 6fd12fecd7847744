/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { SpanRecord } from '../records/span-record.ts';
import { compareSpan, type Difference } from './compare-span.ts';
import type { SpanNames } from './describe.ts';
import type { ExpectedSpan } from './expected-span.ts';
import type { SpanNode } from './tree.ts';

/** An expected span and its counterpart; one of the two may be missing. */
export interface Pair {
  readonly expected?: ExpectedSpan;
  readonly actual?: SpanRecord;
  readonly differences: readonly Difference[];
  readonly children: readonly Pair[];
  /** 0 when the whole subtree is as expected. */
  readonly cost: number;
}

export interface MatchOptions {
  /**
   * Whether siblings must have started in the order in which they are expected;
   * default false.
   */
  readonly ordered?: boolean;
}

// A span of another name is rather another span than a renamed one.
const NAME_COST = 10;
const MISSING_COST = 20;

/** Pairs siblings so that as much as possible fits. */
export function matchSiblings(
  expected: readonly ExpectedSpan[],
  actual: readonly SpanNode[],
  names: SpanNames,
  options: MatchOptions
): Pair[] {
  const pairs = expected.map(wanted =>
    actual.map(node => matchNode(wanted, node, names, options))
  );
  const chosen = options.ordered
    ? expected.map((_, index) => (index < actual.length ? index : undefined))
    : assign(pairs);
  const used = new Set(chosen);
  return [
    ...expected.map((wanted, row) => {
      const column = chosen[row];
      const pair = column === undefined ? undefined : pairs[row]?.[column];
      return pair ?? missing(wanted);
    }),
    ...actual.filter((_, column) => !used.has(column)).map(extra),
  ];
}

function matchNode(
  expected: ExpectedSpan,
  { span, children: nodes }: SpanNode,
  names: SpanNames,
  options: MatchOptions
): Pair {
  const differences = compareSpan(expected, span, names);
  const wanted = expected.children ?? [];
  const children = matchSiblings(wanted, nodes, names, options);
  const own = differences.map(({ what }) => (what === 'name' ? NAME_COST : 1));
  const cost = sum(own) + sum(children.map(child => child.cost));
  return { expected, actual: span, differences, children, cost };
}

/**
 * Chooses a column for each row: first a maximum matching of the perfect pairs
 * (a vague expectation must not take the only span that fits a precise one),
 * then the cheapest of what is left.
 */
function assign(pairs: readonly (readonly Pair[])[]): (number | undefined)[] {
  const rowOf = new Map<number, number>();
  const place = (row: number, tried: Set<number>): boolean => {
    for (const [column, pair] of pairs[row]?.entries() ?? []) {
      if (pair.cost > 0 || tried.has(column)) continue;
      tried.add(column);
      const holder = rowOf.get(column);
      if (holder === undefined || place(holder, tried)) {
        rowOf.set(column, row);
        return true;
      }
    }
    return false;
  };
  pairs.forEach((_, row) => place(row, new Set()));
  const chosen: (number | undefined)[] = pairs.map(() => undefined);
  for (const [column, row] of rowOf) chosen[row] = column;
  assignRest(pairs, chosen);
  return chosen;
}

function assignRest(
  pairs: readonly (readonly Pair[])[],
  chosen: (number | undefined)[]
): void {
  const candidates = pairs
    .flatMap((row, index) =>
      row.map(({ cost }, column) => ({ row: index, column, cost }))
    )
    .sort((a, b) => a.cost - b.cost);
  for (const { row, column } of candidates) {
    if (chosen[row] !== undefined || chosen.includes(column)) continue;
    chosen[row] = column;
  }
}

function missing(expected: ExpectedSpan): Pair {
  const children = (expected.children ?? []).map(missing);
  const cost = MISSING_COST + sum(children.map(child => child.cost));
  return { expected, differences: [], children, cost };
}

function extra({ span, children: nodes }: SpanNode): Pair {
  const children = nodes.map(extra);
  const cost = MISSING_COST + sum(children.map(child => child.cost));
  return { actual: span, differences: [], children, cost };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
