/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import {
  checkMcpConventions,
  type MetricRecord,
  type SpanRecord,
  type Telemetry,
} from 'opentelemetry-mcp-test-utils';
import type { Ending } from '../matrix.ts';

type Side = 'client' | 'server';

/** The two attributes of an outcome that a span and its metric point share. */
interface Outcome {
  readonly errorType: string;
  readonly code: string;
}

/**
 * Asserts that the spans of a method ended as expected, that the metrics say the
 * same of them, and that everything recorded conforms to the conventions.
 */
export async function assertEndings(
  telemetry: Telemetry,
  method: string,
  expected: Readonly<Record<Side, readonly Ending[]>>
): Promise<void> {
  await allEnded(telemetry);
  const spans = telemetry.spans();
  const metrics = await telemetry.metrics();
  for (const side of ['client', 'server'] as const) {
    const recorded = spans.filter(
      ({ kind, attributes }) =>
        kind === side.toUpperCase() && attributes['mcp.method.name'] === method
    );
    assertSpans(recorded, expected[side]);
    assert.deepEqual(
      outcomesOfPoints(metrics, side, method),
      sorted(expected[side].map(outcomeOf)),
      `metric points of the ${side}`
    );
  }
  assert.deepEqual(checkMcpConventions(spans, metrics), []);
}

/** Until every span has ended: a cancelled server learns it from a message. */
export async function allEnded(telemetry: Telemetry): Promise<void> {
  const deadline = performance.now() + 5_000;
  while (telemetry.unended().length > 0 && performance.now() < deadline) {
    await new Promise(resolve => setImmediate(resolve));
  }
  const unended = telemetry.unended().map(({ name }) => name);
  assert.deepEqual(unended, [], 'spans that have not ended');
}

function assertSpans(
  spans: readonly SpanRecord[],
  expected: readonly Ending[]
): void {
  const found = spans.map(endingOf).sort(byOutcome);
  const wanted = [...expected].sort(byOutcome);
  const exact = wanted.map((ending, index) =>
    withDescription(ending, found[index]?.description)
  );
  assert.deepEqual(found, exact);
}

function endingOf({ status, attributes }: SpanRecord): Ending {
  const { errorType, code } = attributesOf(attributes);
  assert.notEqual(status.code, 'OK');
  return {
    status: status.code === 'ERROR' ? 'ERROR' : 'UNSET',
    ...(errorType !== undefined && { errorType }),
    ...(code !== undefined && { code }),
    ...(status.message !== undefined && { description: status.message }),
  };
}

/** With the text in place of a pattern that fits it. */
function withDescription(
  ending: Ending,
  found: string | RegExp | undefined
): Ending {
  const { description } = ending;
  return description instanceof RegExp &&
    typeof found === 'string' &&
    description.test(found)
    ? { ...ending, description: found }
    : ending;
}

function outcomesOfPoints(
  metrics: readonly MetricRecord[],
  side: Side,
  method: string
): Outcome[] {
  const histogram = metrics.find(
    ({ name }) => name === `mcp.${side}.operation.duration`
  );
  if (histogram?.type !== 'histogram') return [];
  const outcomes = histogram.points
    .filter(({ attributes }) => attributes['mcp.method.name'] === method)
    .flatMap(({ attributes, count }) =>
      Array.from({ length: count }, () => outcomeOf(attributesOf(attributes)))
    );
  return sorted(outcomes);
}

function attributesOf(attributes: SpanRecord['attributes']): {
  errorType: string | undefined;
  code: string | undefined;
} {
  const text = (key: string) => {
    const value = attributes[key];
    assert.ok(value === undefined || typeof value === 'string');
    return value;
  };
  return {
    errorType: text('error.type'),
    code: text('rpc.response.status_code'),
  };
}

function outcomeOf({
  errorType = '',
  code = '',
}: {
  errorType?: string | undefined;
  code?: string | undefined;
}): Outcome {
  return { errorType, code };
}

function sorted(outcomes: Outcome[]): Outcome[] {
  return outcomes.sort(byOutcome);
}

function byOutcome(
  a: Partial<Outcome> | Ending,
  b: Partial<Outcome> | Ending
): number {
  const key = ({ errorType = '', code = '' }: Partial<Outcome>) =>
    `${errorType} ${code}`;
  return key(a).localeCompare(key(b));
}
