/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { MetricRecord } from '../records/metric-record.ts';
import type { SpanRecord } from '../records/span-record.ts';
import type { TelemetryAttributes } from '../records/values.ts';
import { METRICS } from './metric-rules.ts';
import { textOf, type Side } from './subject.ts';
import type { Violation } from './violation.ts';

export const CORRELATION_RULE = {
  id: 'metric.error-type',
  says: 'Spans and metrics of the same operation agree on `error.type`',
};

const OTHER = '_OTHER';

/** By outcome, one span and one metric that have it. */
interface Outcomes {
  readonly spans: Map<string, SpanRecord>;
  readonly metrics: Map<string, MetricRecord>;
}

/**
 * Compares what operations of a service ended with in spans and in metrics. What
 * has no span at all, or no metric, is not compared: either may be switched off.
 */
export function checkCorrelation(
  spans: readonly SpanRecord[],
  metrics: readonly MetricRecord[]
): Violation[] {
  const violations: Violation[] = [];
  const rule = CORRELATION_RULE.id;
  const operations = outcomesOf(spans, metrics);
  for (const [operation, outcomes] of operations) {
    if (outcomes.spans.size === 0 || outcomes.metrics.size === 0) continue;
    for (const [outcome, metric] of outcomes.metrics) {
      if (outcomes.spans.has(outcome)) continue;
      const message = `no span of ${operation} has ${outcome}`;
      violations.push({ rule, message, metric });
    }
    for (const [outcome, span] of outcomes.spans) {
      if (outcomes.metrics.has(outcome)) continue;
      const unnamed = unnamedOperationsOf(span).map(key => operations.get(key));
      if (unnamed.some(other => other?.metrics.has(outcome))) continue;
      const message = `no metric point of ${operation} has ${outcome}`;
      violations.push({ rule, message, span });
    }
  }
  return violations;
}

function outcomesOf(
  spans: readonly SpanRecord[],
  metrics: readonly MetricRecord[]
): Map<string, Outcomes> {
  const operations = new Map<string, Outcomes>();
  const of = (operation: string): Outcomes => {
    const known = operations.get(operation);
    if (known !== undefined) return known;
    const outcomes = { spans: new Map(), metrics: new Map() };
    operations.set(operation, outcomes);
    return outcomes;
  };
  for (const span of spans) {
    const { service, attributes } = span;
    const operation = operationOf(sideOf(span), service, attributes);
    of(operation).spans.set(outcomeOf(attributes), span);
  }
  for (const metric of metrics) {
    const description = METRICS.find(({ name }) => name === metric.name);
    if (description?.place !== 'metrics') continue;
    for (const { attributes } of metric.points) {
      const { side } = description;
      const operation = operationOf(side, metric.service, attributes);
      of(operation).metrics.set(outcomeOf(attributes), metric);
    }
  }
  return operations;
}

function operationOf(
  side: Side,
  service: string | undefined,
  attributes: TelemetryAttributes
): string {
  const target =
    textOf(attributes, 'gen_ai.tool.name') ??
    textOf(attributes, 'gen_ai.prompt.name');
  return [service, side, textOf(attributes, 'mcp.method.name'), target]
    .filter(part => part !== undefined)
    .join(' ');
}

/**
 * Metrics have the value `_OTHER` for names that are not known to exist, because
 * a stranger could make up any number of them.
 */
function unnamedOperationsOf(span: SpanRecord): string[] {
  const { service, attributes } = span;
  const named = ['gen_ai.tool.name', 'gen_ai.prompt.name'].filter(
    key => key in attributes
  );
  const targets = Object.fromEntries(named.map(key => [key, OTHER]));
  return [{ ...attributes, ...targets }, { 'mcp.method.name': OTHER }].map(
    unnamed => operationOf(sideOf(span), service, unnamed)
  );
}

function sideOf({ kind }: SpanRecord): Side {
  return kind === 'SERVER' ? 'server' : 'client';
}

function outcomeOf(attributes: TelemetryAttributes): string {
  const errorType = textOf(attributes, 'error.type');
  return errorType === undefined ? 'no error.type' : `error.type ${errorType}`;
}
