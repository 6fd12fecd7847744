/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Writes grafana/dashboards/mcp.json: `node deploy/write-dashboard.mjs`.
import { writeFileSync } from 'node:fs';

const CALLS = 'mcp_method_name="tools/call", job=~"$job"';
const server = 'mcp_server_operation_duration_seconds';
const client = 'mcp_client_operation_duration_seconds';
const RATE = '[$__rate_interval]';
const BY_TOOL = 'job, gen_ai_tool_name';
const TOOL = '{{job}} {{gen_ai_tool_name}}';

const quantile = (share, metric, selector, by) =>
  `histogram_quantile(${share}, sum by (le, ${by}) (rate(${metric}_bucket{${selector}}${RATE})))`;
const rate = (metric, selector, by) =>
  `sum by (${by}) (rate(${metric}_count{${selector}}${RATE}))`;

/** Title, unit, expression, legend; of each panel in the order of the page. */
const PANELS = [
  ['Calls per second, by tool', 'reqps', rate(server, CALLS, BY_TOOL), TOOL],
  [
    'Errors, by tool',
    'percentunit',
    `${rate(server, `${CALLS}, error_type!=""`, BY_TOOL)} / ${rate(server, CALLS, BY_TOOL)}`,
    TOOL,
  ],
  ['Latency of tools, p50', 's', quantile(0.5, server, CALLS, BY_TOOL), TOOL],
  ['Latency of tools, p95', 's', quantile(0.95, server, CALLS, BY_TOOL), TOOL],
  [
    'Kinds of errors',
    'reqps',
    rate(server, `${CALLS}, error_type!=""`, 'job, error_type'),
    '{{job}} {{error_type}}',
  ],
  [
    'What clients wait for, p95',
    's',
    quantile(0.95, client, 'job=~"$job"', 'job, mcp_method_name'),
    '{{job}} {{mcp_method_name}}',
  ],
  [
    'The ten slowest tools, p95',
    's',
    `topk(10, ${quantile(0.95, server, CALLS, BY_TOOL)})`,
    TOOL,
  ],
  [
    'Sessions ended per second, client',
    'reqps',
    rate('mcp_client_session_duration_seconds', 'job=~"$job"', 'job'),
    '{{job}}',
  ],
  [
    'Sessions ended per second, server',
    'reqps',
    rate('mcp_server_session_duration_seconds', 'job=~"$job"', 'job'),
    '{{job}}',
  ],
  [
    'Length of sessions, p50',
    's',
    quantile(0.5, 'mcp_server_session_duration_seconds', 'job=~"$job"', 'job'),
    '{{job}}',
  ],
];

const datasource = { type: 'prometheus', uid: 'prometheus' };
const panels = PANELS.map(([title, unit, expr, legendFormat], index) => ({
  id: index + 1,
  title,
  type: 'timeseries',
  datasource,
  gridPos: { h: 8, w: 12, x: (index % 2) * 12, y: Math.floor(index / 2) * 8 },
  fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
  // An exemplar leads to its trace, where a program exports any.
  targets: [{ refId: 'A', datasource, expr, legendFormat, exemplar: true }],
}));
const templating = {
  list: [
    {
      name: 'job',
      label: 'Service',
      type: 'query',
      datasource,
      query: 'label_values(mcp_server_operation_duration_seconds_count, job)',
      definition:
        'label_values(mcp_server_operation_duration_seconds_count, job)',
      includeAll: true,
      allValue: '.+',
      multi: true,
      current: { text: 'All', value: '$__all' },
      refresh: 2,
    },
  ],
};
const dashboard = {
  uid: 'mcp',
  title: 'MCP',
  tags: ['mcp', 'opentelemetry'],
  schemaVersion: 41,
  refresh: '30s',
  time: { from: 'now-1h', to: 'now' },
  annotations: { list: [] },
  templating,
  panels,
};
writeFileSync(
  new URL('grafana/dashboards/mcp.json', import.meta.url),
  `${JSON.stringify(dashboard, undefined, 2)}\n`
);
