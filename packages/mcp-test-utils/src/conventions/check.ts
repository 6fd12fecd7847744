/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { AssertionError } from 'node:assert';
import type { MetricRecord } from '../records/metric-record.ts';
import type { SpanRecord } from '../records/span-record.ts';
import { checkAttributes, type Finding } from './check-attributes.ts';
import { checkCorrelation } from './correlation.ts';
import {
  METRIC_RULES,
  METRICS,
  type MetricDescription,
} from './metric-rules.ts';
import { OUTCOME_RULES } from './outcome-rules.ts';
import { SPAN_RULES } from './span-rules.ts';
import { pointSubject, spanSubject, type Subject } from './subject.ts';
import { isAllowed, type CheckOptions, type Violation } from './violation.ts';

const DEFAULT_SCOPES = ['opentelemetry-instrumentation-mcp'];

/**
 * Holds spans and metrics against the semantic conventions for MCP. Spans
 * without `mcp.method.name` and metrics whose name does not begin with `mcp.`
 * are somebody else's and left alone.
 *
 * @returns what departs from the conventions, in the order of the records
 */
export function checkMcpConventions(
  spans: readonly SpanRecord[],
  metrics: readonly MetricRecord[] = [],
  options: CheckOptions = {}
): Violation[] {
  const { scopes = DEFAULT_SCOPES } = options;
  const ours = spans.filter(
    ({ scope, attributes }) =>
      'mcp.method.name' in attributes || scopes.includes(scope.name)
  );
  return [
    ...ours.flatMap(span =>
      checkSpan(span, options).map(finding => ({ ...finding, span }))
    ),
    ...metrics.flatMap(metric =>
      checkMetric(metric, options).map(finding => ({ ...finding, metric }))
    ),
    ...checkCorrelation(ours, metrics),
  ];
}

/**
 * Asserts that spans and metrics follow the semantic conventions for MCP; see
 * {@link checkMcpConventions}.
 *
 * @throws AssertionError which lists every violation
 */
export function assertMcpConventions(
  spans: readonly SpanRecord[],
  metrics: readonly MetricRecord[] = [],
  options: CheckOptions = {}
): void {
  const violations = checkMcpConventions(spans, metrics, options);
  if (violations.length === 0) return;
  const lines = violations.map(({ rule, message, span, metric }) => {
    const name =
      span === undefined ? metric?.name : `${span.name} ${span.kind}`;
    return `  ${name ?? ''}: ${message} [${rule}]`;
  });
  throw new AssertionError({
    message: `Not by the MCP conventions:\n${lines.join('\n')}`,
    stackStartFn: assertMcpConventions,
  });
}

function checkSpan(span: SpanRecord, options: CheckOptions): Finding[] {
  const subject = spanSubject(span);
  if (!('mcp.method.name' in span.attributes)) {
    // Everything else depends on it.
    return finding('mcp.method.name', 'mcp.method.name is missing (required)');
  }
  return [
    ...SPAN_RULES.flatMap(({ id, check }) => finding(id, check(span))),
    ...checkOutcome(subject),
    ...checkAttributes(subject, subject.side, options),
  ];
}

function checkMetric(metric: MetricRecord, options: CheckOptions): Finding[] {
  const { name, points } = metric;
  if (!name.startsWith('mcp.') || isAllowed(name, options)) return [];
  const description = METRICS.find(known => known.name === name);
  if (description === undefined) {
    return finding('metric.unknown', `${name} is not in the conventions`);
  }
  const rules = METRIC_RULES.flatMap(({ id, check }) =>
    finding(id, check(metric, description))
  );
  const attributes = points.flatMap(point =>
    checkPoint(
      pointSubject(description.side, point.attributes),
      description,
      options
    )
  );
  return [...rules, ...attributes];
}

function checkPoint(
  subject: Subject,
  { place }: MetricDescription,
  options: CheckOptions
): Finding[] {
  const outcome = place === 'metrics' ? checkOutcome(subject) : [];
  return [...outcome, ...checkAttributes(subject, place, options)];
}

function checkOutcome(subject: Subject): Finding[] {
  return OUTCOME_RULES.flatMap(({ id, check }) => finding(id, check(subject)));
}

function finding(rule: string, message: string | undefined): Finding[] {
  return message === undefined ? [] : [{ rule, message }];
}
