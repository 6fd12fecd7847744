/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { describeSpan, type SpanNames } from './describe.ts';
import type { ExpectedSpan } from './expected-span.ts';
import type { Pair } from './match.ts';

interface Row {
  readonly left: string;
  readonly right: string;
  readonly differs: boolean;
}

/** The expected and the actual forest in two columns, differing lines marked. */
export function sideBySide(pairs: readonly Pair[], names: SpanNames): string {
  const rows = pairs.flatMap(pair => rowsOf(pair, names, ''));
  const header = { left: 'expected', right: 'actual', differs: false };
  const width = Math.max(...[header, ...rows].map(row => row.left.length));
  return [header, ...rows]
    .map(({ left, right, differs }) =>
      `${differs ? '≠' : ' '} ${left.padEnd(width)} │ ${right}`.trimEnd()
    )
    .join('\n');
}

/** Names the first difference, from the top of the tree downwards. */
export function firstDifference(
  pairs: readonly Pair[],
  path = ''
): string | undefined {
  for (const { expected, actual, differences, children } of pairs) {
    const name = actual?.name ?? String(expected?.name);
    const here = path === '' ? name : `${path} > ${name}`;
    if (actual === undefined) return `${here}: the span is missing`;
    if (expected === undefined) return `${here}: the span is not expected`;
    const [first] = differences;
    if (first !== undefined) {
      const { what, expected: want, actual: have } = first;
      return `${here}: ${what} is ${have}, expected ${want}`;
    }
    const below = firstDifference(children, here);
    if (below !== undefined) return below;
  }
  return undefined;
}

function rowsOf(pair: Pair, names: SpanNames, indent: string): Row[] {
  const { expected, actual, differences, children } = pair;
  const head = {
    left: expected === undefined ? '' : indent + describeExpected(expected),
    right: actual === undefined ? '' : indent + describeSpan(actual, names),
    differs:
      expected === undefined || actual === undefined || differences.length > 0,
  };
  const details = differences.map(({ what, expected: want, actual: have }) => ({
    left: `${indent}    ${what}: ${want}`,
    right: `${indent}    ${what}: ${have}`,
    differs: true,
  }));
  const below = children.flatMap(child => rowsOf(child, names, `${indent}  `));
  return [head, ...details, ...below];
}

function describeExpected(expected: ExpectedSpan): string {
  const { name, kind, service, status, links, attributes } = expected;
  const parts = [String(name)];
  if (kind !== undefined) parts.push(kind);
  if (service !== undefined) parts.push(`[${service}]`);
  const code = typeof status === 'object' ? status.code : status;
  if (code !== undefined && code !== 'UNSET') parts.push(code);
  const errorType = attributes?.['error.type'];
  if (typeof errorType === 'string') parts.push(errorType);
  if (links !== undefined && links.length > 0) {
    parts.push(`(link: ${links.join(', ')})`);
  }
  return parts.join(' ');
}
