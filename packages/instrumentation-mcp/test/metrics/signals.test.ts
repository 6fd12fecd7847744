/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  createNoopMeter,
  trace,
  type Attributes,
  type Context,
  type MeterProvider,
} from '@opentelemetry/api';
import { AlwaysOffSampler } from '@opentelemetry/sdk-trace';
import assert from 'node:assert/strict';
import type { TelemetryOptions } from 'opentelemetry-mcp-test-utils';
import { startInstrumented } from '../support/instrumented.ts';
import { connectPair, settled } from '../support/pair.ts';
import { callTool, LINES_ESM, type Sdk } from '../support/sdk.ts';
import { mcpSpans } from '../support/spans.ts';
import { pointsOf } from './support/points.ts';

/** How often `tools/call` was measured on either side. */
const ONCE = [
  ['mcp.client.operation.duration', 1],
  ['mcp.server.operation.duration', 1],
] as const;

interface Recorded {
  readonly context: Context | undefined;
  readonly attributes: Attributes;
}

/** The SDK has no exemplars yet: this provider keeps what they would be made of. */
function recordingMeterProvider(recorded: Recorded[]): MeterProvider {
  const meter = createNoopMeter();
  meter.createHistogram = () => ({
    record(_value, attributes, context) {
      recorded.push({ context, attributes: { ...attributes } });
    },
  });
  return { getMeter: () => meter };
}

async function measure(sdk: Sdk, options: TelemetryOptions) {
  const { telemetry, stop } = startInstrumented([sdk], options);
  const pair = await connectPair(sdk);
  await callTool(sdk, pair.client, { name: 'echo', arguments: {} });
  await pair.close();
  await settled();
  const spans = mcpSpans(telemetry.spans());
  const metrics = await telemetry.metrics();
  const counts = ONCE.map(([name]) => [
    name,
    pointsOf(metrics, name)
      .filter(one => one.attributes['mcp.method.name'] === 'tools/call')
      .reduce((sum, { count }) => sum + count, 0),
  ]);
  await stop();
  return { spans, metrics, counts };
}

for (const sdk of LINES_ESM) {
  describe(`metrics and traces are independent, ${sdk.name}`, () => {
    it('metrics without traces', async () => {
      const { spans, counts } = await measure(sdk, { signals: ['metrics'] });
      assert.deepEqual(spans, []);
      assert.deepEqual(counts, ONCE);
    });

    it('traces without metrics', async () => {
      const { spans, metrics } = await measure(sdk, { signals: ['traces'] });
      assert.ok(spans.length > 0);
      assert.deepEqual(metrics, []);
    });

    it('metrics of spans that are not sampled', async () => {
      const sampler = new AlwaysOffSampler();
      const { spans, counts } = await measure(sdk, { sampler });
      assert.deepEqual(spans, []);
      assert.deepEqual(counts, ONCE);
    });

    it('every measurement is made in the context of its span', async () => {
      const recorded: Recorded[] = [];
      const { telemetry, instrumentation, stop } = startInstrumented([sdk]);
      instrumentation.setMeterProvider(recordingMeterProvider(recorded));
      const pair = await connectPair(sdk);
      await callTool(sdk, pair.client, { name: 'echo', arguments: {} });
      await settled();
      const measured = recorded.map(({ context, attributes }) => [
        attributes['mcp.method.name'],
        context && trace.getSpanContext(context)?.spanId,
      ]);
      const spans = mcpSpans(telemetry.spans()).map(span => [
        span.attributes['mcp.method.name'],
        span.spanId,
      ]);
      assert.deepEqual(measured.sort(), spans.sort());
      await pair.close();
      await stop();
    });
  });
}
