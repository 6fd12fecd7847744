/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { assertSpanTree } from 'opentelemetry-mcp-test-utils';
import { overStdio, span } from '../lib/expected.mjs';
import { traces } from '../lib/traces.mjs';

/**
 * @import { Collected } from '../lib/run-example.mjs'
 * @import { SpanRecord } from 'opentelemetry-mcp-test-utils'
 *
 * @typedef {object} Backend
 * @property {string} file its settings
 * @property {'nest' | 'merge'} executeToolSpan what this run shows
 * @property {string} origin
 * @property {Record<string, string>} headers what it has to get
 * @property {string[]} paths where it has to get it
 */

/** @type {Record<string, Backend>} */
export const BACKENDS = {
  langfuse: {
    file: 'langfuse.env',
    executeToolSpan: 'nest',
    origin: 'https://cloud.langfuse.com',
    headers: {
      authorization: `Basic ${btoa('pk-lf-example:sk-lf-example')}`,
      'x-langfuse-ingestion-version': '4',
    },
    paths: ['/api/public/otel/v1/traces'],
  },
  logfire: {
    file: 'logfire.env',
    executeToolSpan: 'merge',
    origin: 'https://logfire-us.pydantic.dev',
    headers: { authorization: 'pylf_example' },
    paths: ['/v1/logs', '/v1/metrics', '/v1/traces'],
  },
  'confident-ai': {
    file: 'confident-ai.env',
    executeToolSpan: 'nest',
    origin: 'https://otel.confident-ai.com',
    headers: { 'x-confident-api-key': 'confident_us_example' },
    paths: ['/v1/traces'],
  },
};

const AGENT = 'weather-agent';
const SERVER = 'weather-server';
const TOOL = 'tools/call forecast';

/**
 * @param {string} name of a backend
 * @param {{ origin: string, path: string, headers: Record<string, string | string[]> }[]} requests
 */
export function assertRequests(name, requests) {
  const backend = BACKENDS[name];
  assert.ok(backend !== undefined);
  const paths = [...new Set(requests.map(({ path }) => path))].sort();
  assert.deepEqual(paths, backend.paths);
  for (const { origin, headers } of requests) {
    assert.equal(origin, backend.origin);
    assert.equal(String(headers['content-type']), 'application/x-protobuf');
    for (const [header, value] of Object.entries(backend.headers)) {
      assert.equal(String(headers[header]), value);
    }
  }
}

/** A tool call below `execute_tool`, or one with it. */
function toolSpan(/** @type {Backend['executeToolSpan']} */ mode) {
  const attributes = {
    'mcp.method.name': 'tools/call',
    'gen_ai.operation.name': 'execute_tool',
    'gen_ai.tool.name': 'forecast',
  };
  const handled = span(SERVER, TOOL, 'SERVER', [], { attributes });
  const name = 'execute_tool forecast';
  return mode === 'merge'
    ? span(AGENT, name, 'INTERNAL', [handled], { attributes })
    : span(AGENT, name, 'INTERNAL', [
        span(AGENT, TOOL, 'CLIENT', [handled], { attributes }),
      ]);
}

/** @param {Collected} collected */
export function verdict({ spans, metrics, logs }) {
  const all = traces(spans);
  assert.equal(all.length, Object.keys(BACKENDS).length);
  for (const trace of all) {
    const name = String(trace[0]?.resource['backend']);
    const chat = span(AGENT, 'chat scripted-1', 'CLIENT');
    assertSpanTree(
      trace,
      span(AGENT, 'invoke_agent weather', 'INTERNAL', [
        overStdio(AGENT, SERVER, 'initialize'),
        overStdio(AGENT, SERVER, 'notifications/initialized'),
        chat,
        toolSpan(BACKENDS[name]?.executeToolSpan ?? 'nest'),
        chat,
      ])
    );
    if (name === 'logfire') assertCorrelated(trace, metrics, logs);
  }
  return [
    `${Object.keys(BACKENDS).join(', ')}: path, headers and payload are right`,
    'execute_tool: an MCP span below it, or one span for both',
    'logs have the trace id, metrics count the spans',
  ];
}

/**
 * Logs name their span. Metrics of the JavaScript SDK have no exemplars: what they
 * share with spans is the process and the name of the tool.
 *
 * @param {SpanRecord[]} trace
 * @param {Collected['metrics']} metrics
 * @param {Collected['logs']} logs
 */
function assertCorrelated(trace, metrics, logs) {
  const [handled] = trace.filter(
    ({ name, kind }) => name === TOOL && kind === 'SERVER'
  );
  assert.deepEqual(
    logs.map(({ traceId, spanId, body }) => ({ traceId, spanId, body })),
    [
      {
        traceId: handled?.traceId,
        spanId: handled?.spanId,
        body: 'asking the stations',
      },
    ]
  );
  for (const side of ['client', 'server']) {
    const points = metrics
      .filter(({ name }) => name === `mcp.${side}.operation.duration`)
      .flatMap(metric => (metric.type === 'histogram' ? metric.points : []))
      .filter(point => point.attributes['gen_ai.tool.name'] === 'forecast');
    assert.deepEqual(
      points.map(({ count }) => count),
      [1],
      side
    );
  }
}
