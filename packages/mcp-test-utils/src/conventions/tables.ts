/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { AttributeRule } from './attribute-rule.ts';
import { ATTRIBUTE_RULES } from './attribute-rules.ts';
import { CORRELATION_RULE } from './correlation.ts';
import { BUCKET_BOUNDARIES, METRIC_RULES, METRICS } from './metric-rules.ts';
import { OUTCOME_RULES } from './outcome-rules.ts';
import { SPAN_NAME, SPAN_RULES, SPANS } from './span-rules.ts';

/** Markdown tables, as prettier would lay them out, without a line end. */
export interface ConventionTables {
  readonly spans: string;
  readonly attributes: string;
  readonly metrics: string;
  /** All rules that are not about single attributes, with their ids. */
  readonly rules: string;
}

/** Renders the rules that `checkMcpConventions` applies. */
export function conventionTables(): ConventionTables {
  return {
    spans: table(
      ['Kind', 'Name', 'Emitted by'],
      SPANS.map(({ kind, emittedBy }) => [kind, SPAN_NAME, emittedBy])
    ),
    attributes: table(
      ['Attribute', 'Type', 'CLIENT', 'SERVER', 'Operations', 'Sessions'],
      ATTRIBUTE_RULES.map(attributeRow)
    ),
    metrics: table(
      ['Metric', 'Instrument', 'Unit', 'Buckets', 'Measures'],
      METRICS.map(({ name, instrument, unit, measures }) => [
        `\`${name}\``,
        instrument,
        `\`${unit}\``,
        BUCKET_BOUNDARIES.join(', '),
        measures,
      ])
    ),
    rules: table(
      ['Rule', 'What must hold'],
      [...SPAN_RULES, ...OUTCOME_RULES, ...METRIC_RULES, CORRELATION_RULE].map(
        ({ id, says }) => [`\`${id}\``, says]
      )
    ),
  };
}

function attributeRow(rule: AttributeRule): string[] {
  const { key, type, values, client, server, metrics, sessions } = rule;
  const allowed = Array.isArray(values)
    ? `: ${values.map(value => `\`${String(value)}\``).join(', ')}`
    : '';
  return [
    `\`${key}\``,
    `${type}${allowed}`,
    ...[client, server, metrics, sessions].map(({ label }) => label),
  ];
}

function table(header: readonly string[], rows: readonly string[][]): string {
  const cells = [header, ...rows].map(row =>
    row.map(cell => cell.replaceAll('|', '\\|'))
  );
  const widths = header.map((_, column) =>
    Math.max(3, ...cells.map(row => row[column]?.length ?? 0))
  );
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, i) => (row[i] ?? '').padEnd(width)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  const rule = widths.map(width => '-'.repeat(width));
  return [head, rule, ...body].map(line).join('\n');
}
