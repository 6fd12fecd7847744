/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { assertSpanTree } from 'opentelemetry-mcp-test-utils';
import { failed, http, span } from '../lib/expected.mjs';
import { traces } from '../lib/traces.mjs';
import { toolRates } from './tool-rates.mjs';

/**
 * @import { Collected } from '../lib/run-example.mjs'
 * @import { ExpectedSpan, SpanRecord } from 'opentelemetry-mcp-test-utils'
 */

const CALLS = 1000;
const PROBED = 1;
const PRICED = 700;
/** A tenth is sampled by chance: five standard deviations either way. */
const SAMPLED = { least: 50, most: 150 };
/** What begins a trace: calls, and what belongs to no call. */
const ROOTS = new Set(['order', 'open session', 'GET', 'DELETE']);

/** @param {readonly SpanRecord[]} trace */
function rootOf(trace) {
  const ids = new Set(trace.map(({ spanId }) => spanId));
  const roots = trace.filter(({ parentSpanId = '' }) => !ids.has(parentSpanId));
  const [root] = roots;
  assert.ok(root !== undefined);
  return { root, roots };
}

/** @param {readonly SpanRecord[]} trace */
const isProbed = trace => rootOf(trace).root.parentSpanId !== undefined;

/** @param {readonly SpanRecord[]} trace */
const isOrder = trace => rootOf(trace).root.name === 'order';

/**
 * Of all traces one of each kind: what is drawn.
 *
 * @param {SpanRecord[]} spans
 */
export function shown(spans) {
  const all = traces(spans);
  const orders = all.filter(isOrder);
  const failing = orders.find(hasFailed);
  const abroad = orders.find(trace => toolOf(trace) === 'price_abroad');
  return [failing, abroad, all.find(isProbed)].flatMap(trace => trace ?? []);
}

/** @param {Collected} collected */
export function verdict({ spans, metrics, logs }) {
  const all = traces(spans);
  const orders = all.filter(isOrder);
  for (const order of orders) assertSpanTree(order, orderTree(order));
  assert.ok(orders.length > SAMPLED.least && orders.length < SAMPLED.most);
  assertNoPart(all);
  const rates = toolRates(metrics);
  assert.equal(
    rates.reduce((sum, { calls }) => sum + calls, 0),
    CALLS + PROBED
  );
  assertLogs(logs, spans);
  return [
    `of ${CALLS} calls ${orders.length} are traced completely, the others not at all`,
    'the probe is in the trace that it began',
    ...rates.map(({ text }) => text),
  ];
}

/** @param {readonly SpanRecord[]} trace */
const toolOf = trace =>
  trace.find(({ kind, name }) => kind === 'SERVER' && name.startsWith('tools'))
    ?.attributes['gen_ai.tool.name'];

/** @param {readonly SpanRecord[]} trace */
const hasFailed = trace => trace.some(({ status }) => status.code === 'ERROR');

/**
 * @param {readonly SpanRecord[]} trace
 * @returns {ExpectedSpan[]}
 */
function belowTool(trace) {
  // The pool connects when it first needs to.
  const connected = trace
    .filter(({ name }) => name === 'pg.connect')
    .map(({ name }) => span('shop', name, 'CLIENT'));
  return [
    span('shop', 'pg-pool.connect', 'CLIENT', connected),
    span('shop', 'pg.query:SELECT postgres', 'CLIENT'),
    ...(toolOf(trace) === 'price_abroad' ? [http('shop', 'rates', 'GET')] : []),
  ];
}

/** @param {string} method */
const atExpress = method =>
  span('shop', `${method} /mcp`, 'SERVER', [
    span('shop', 'request handler', 'INTERNAL'),
  ]);

/** @param {readonly SpanRecord[]} trace */
function orderTree(trace) {
  const name = `tools/call ${String(toolOf(trace))}`;
  const more = hasFailed(trace) ? failed('tool_error') : {};
  const handled = span('shop', name, 'SERVER', belowTool(trace), {
    ...more,
    links: ['POST /mcp'],
  });
  const post = span('clients', 'POST', 'CLIENT', [atExpress('POST')]);
  return span('clients', 'order', 'INTERNAL', [
    span('clients', name, 'CLIENT', [post, handled], more),
  ]);
}

/**
 * Every trace is there from its beginning. Only that of the probe began elsewhere.
 *
 * @param {SpanRecord[][]} all
 */
function assertNoPart(all) {
  for (const trace of all.filter(candidate => !isProbed(candidate))) {
    const { roots } = rootOf(trace);
    assert.deepEqual(
      roots.map(({ name }) => ROOTS.has(name)),
      [true],
      `the trace of ${roots.map(({ name }) => name).join(', ')}`
    );
  }
  const [probed = [], ...others] = all.filter(isProbed);
  assert.equal(others.length, 0);
  const { roots } = rootOf(probed);
  assert.equal(new Set(roots.map(root => root.parentSpanId)).size, 1);
  assertSpanTree(probed, [
    withInside('initialize'),
    withInside('notifications/initialized'),
    atExpress('GET'),
    atExpress('POST'),
    span('shop', 'tools/call price_abroad', 'SERVER', belowTool(probed), {
      links: ['POST /mcp'],
    }),
  ]);
}

/**
 * A message whose context is in the headers alone is below its HTTP request.
 *
 * @param {string} message
 */
const withInside = message =>
  span('shop', 'POST /mcp', 'SERVER', [
    span('shop', 'request handler', 'INTERNAL', [
      span('shop', message, 'SERVER'),
    ]),
  ]);

/**
 * Every line of a tool names its trace, sampled or not; of a sampled one, the span
 * of its tool.
 *
 * @param {Collected['logs']} logs
 * @param {SpanRecord[]} spans
 */
function assertLogs(logs, spans) {
  const priced = logs.filter(({ body }) => body === 'priced');
  assert.equal(priced.length, PRICED);
  const byId = new Map(spans.map(span => [span.spanId, span]));
  const sampled = new Set(spans.map(({ traceId }) => traceId));
  for (const { traceId = '', spanId = '' } of priced) {
    assert.match(traceId, /^[\da-f]{32}$/);
    if (!sampled.has(traceId)) continue;
    const { name, kind } = byId.get(spanId) ?? {};
    assert.deepEqual([name, kind], ['tools/call price', 'SERVER']);
  }
}
