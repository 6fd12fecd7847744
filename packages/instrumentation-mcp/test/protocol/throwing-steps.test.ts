/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  SpanKind,
  type Histogram,
  type SpanOptions,
  type TextMapPropagator,
  type Tracer,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import assert from 'node:assert/strict';
import type {
  McpInstrumentationConfig,
  McpMessageInfo,
} from '../../src/index.ts';
import { observe, type Observed } from '../options/support/observe.ts';
import { connectPair, settled, type Pair } from '../support/pair.ts';
import { callTool, LINES_ESM, type Message, type Sdk } from '../support/sdk.ts';
import { linkedPair, TRANSPORTS } from '../support/transports.ts';

type Side = 'client' | 'server';

const KINDS = { client: SpanKind.CLIENT, server: SpanKind.SERVER };

/** Whether a step is the one of the exchange that is to suffer. */
interface Victim {
  readonly side: Side;
  readonly method: string;
  readonly tool: string | undefined;
}

function broken(): never {
  throw new Error('a step of ours is broken');
}

/** Methods of a span; `end` has done its work before it throws. */
const SPAN_STEPS = [
  'setAttribute',
  'setAttributes',
  'setStatus',
  'end',
  'addEvent',
  'isRecording',
] as const;

function isVictim(
  { side, method, tool }: Victim,
  attributes: SpanOptions['attributes'],
  kind: SpanKind | undefined
): boolean {
  return (
    kind === KINDS[side] &&
    attributes?.['mcp.method.name'] === method &&
    attributes['gen_ai.tool.name'] === tool
  );
}

/** Breaks one method of the spans that a tracer makes for the victim. */
function breakSpans(
  tracer: Tracer,
  step: (typeof SPAN_STEPS)[number],
  victim: Victim
): void {
  const startSpan = tracer.startSpan.bind(tracer);
  tracer.startSpan = (name, options, context) => {
    const span = startSpan(name, options, context);
    if (isVictim(victim, options?.attributes, options?.kind)) {
      const whole = span[step].bind(span) as (...args: unknown[]) => unknown;
      Reflect.set(span, step, (...args: unknown[]) => {
        if (step === 'end') whole(...args);
        broken();
      });
    }
    return span;
  };
}

function breakStart(tracer: Tracer, victim: Victim): void {
  const startSpan = tracer.startSpan.bind(tracer);
  tracer.startSpan = (name, options, context) =>
    isVictim(victim, options?.attributes, options?.kind)
      ? broken()
      : startSpan(name, options, context);
}

/** A propagator that fails while the victim's message is on its way. */
class Failing extends W3CTraceContextPropagator implements TextMapPropagator {
  isBroken = false;

  override inject(
    ...args: Parameters<W3CTraceContextPropagator['inject']>
  ): void {
    if (this.isBroken) broken();
    super.inject(...args);
  }

  override extract(
    ...args: Parameters<W3CTraceContextPropagator['extract']>
  ): ReturnType<W3CTraceContextPropagator['extract']> {
    return this.isBroken ? broken() : super.extract(...args);
  }
}

interface Step {
  readonly config?: (victim: Victim) => McpInstrumentationConfig;
  readonly break?: (observed: Observed, victim: Victim) => void;
  /** Whether the victim has no span then. */
  readonly spanless?: boolean;
  /** Whether nothing is measured then. */
  readonly unmeasured?: boolean;
}

function isOf(victim: Victim, message: McpMessageInfo): boolean {
  const params = message.params as { name?: string } | undefined;
  return (
    message.side === victim.side &&
    message.method === victim.method &&
    params?.name === victim.tool
  );
}

const STEPS: Record<string, Step> = {
  ...Object.fromEntries(
    SPAN_STEPS.map(step => [
      `${step}() of its span`,
      {
        break: ({ telemetry }: Observed, victim: Victim) => {
          const { tracerProvider } = telemetry;
          const getTracer = tracerProvider.getTracer.bind(tracerProvider);
          breakSpans(tracerOf(telemetry, getTracer), step, victim);
        },
      },
    ])
  ),
  'startSpan()': {
    break: ({ telemetry }, victim) => {
      const { tracerProvider } = telemetry;
      const getTracer = tracerProvider.getTracer.bind(tracerProvider);
      breakStart(tracerOf(telemetry, getTracer), victim);
    },
    spanless: true,
    unmeasured: true,
  },
  'record() of a histogram': {
    break: ({ instrumentation }, victim) => {
      breakHistograms(instrumentation, victim);
    },
    unmeasured: true,
  },
  'emit() of a logger': {
    config: () => ({ logsFromMcp: 'both' }),
    break: ({ instrumentation }) => {
      instrumentation.setLoggerProvider({
        getLogger: () => ({ emit: broken, enabled: () => true }),
      });
    },
  },
  requestHook: {
    config: victim => ({
      requestHook: (_, message) => {
        if (isOf(victim, message)) broken();
      },
    }),
  },
  responseHook: { config: () => ({ responseHook: broken }) },
  ignore: {
    config: victim => ({
      ignore: message => (isOf(victim, message) ? broken() : false),
    }),
  },
  inbound: {
    config: victim => ({
      inbound: message => (isOf(victim, message) ? broken() : 'continue'),
    }),
  },
  outbound: { config: () => ({ outbound: broken }) },
  redact: {
    config: () => ({
      redact: broken,
      captureToolArguments: true,
      captureToolResults: true,
    }),
  },
};

/** The very tracer that the instrumentation uses, which the SDK keeps by name. */
function tracerOf(
  _: Observed['telemetry'],
  getTracer: (name: string, version: string) => Tracer
): Tracer {
  return getTracer(NAME, VERSION);
}

const NAME = 'opentelemetry-instrumentation-mcp';
const { version: VERSION } = (
  await import('../../package.json', { with: { type: 'json' } })
).default;

function breakHistograms(
  instrumentation: Observed['instrumentation'],
  victim: Victim
): void {
  const record: Histogram['record'] = (_, attributes) => {
    if (
      attributes?.['mcp.method.name'] === victim.method &&
      attributes['gen_ai.tool.name'] === victim.tool
    ) {
      broken();
    }
  };
  const createHistogram = () => ({ record });
  instrumentation.setMeterProvider({
    getMeter: () => ({ createHistogram }) as never,
  });
}

const TOOLS = ['echo', 'fail', 'log'];
const EXCHANGES: readonly { method: string; tool?: string }[] = [
  { method: 'tools/call', tool: 'echo' },
  { method: 'tools/call', tool: 'fail' },
  { method: 'notifications/message' },
  { method: 'notifications/initialized' },
];

/** What an application sees of calls that run side by side. */
async function use(sdk: Sdk, { client }: Pair): Promise<Message[]> {
  const results = TOOLS.map(name =>
    callTool(sdk, client, { name, arguments: { text: 'a' } })
  );
  await client.notification({ method: 'notifications/initialized' });
  return Promise.all(results);
}

async function play(
  sdk: Sdk,
  step: Step | undefined,
  victim: Victim
): Promise<{ seen: Message[]; measured: number; observed: Observed }> {
  const observed = observe(sdk, step?.config?.(victim));
  step?.break?.(observed, victim);
  try {
    const pair = await connectPair(sdk);
    const seen = await use(sdk, pair);
    await settled();
    await pair.close();
    await settled();
    const measured = await measurements(observed);
    return { seen, measured, observed };
  } finally {
    await observed.stop();
  }
}

/** How many there are of all histograms. */
async function measurements({ telemetry }: Observed): Promise<number> {
  const metrics = await telemetry.metrics();
  return metrics
    .flatMap(metric => (metric.type === 'histogram' ? metric.points : []))
    .reduce((sum, { count }) => sum + count, 0);
}

function exchangesIn({ telemetry }: Observed): string[] {
  return telemetry
    .spans()
    .filter(({ attributes }) => 'mcp.method.name' in attributes)
    .map(({ name, kind }) => `${name} ${kind}`)
    .sort();
}

for (const sdk of LINES_ESM) {
  describe(`a step that throws reaches nobody, ${sdk.name}`, () => {
    let whole: string[];
    let untouched: Message[];
    let all: number;
    before(async () => {
      const { seen, measured, observed } = await play(sdk, undefined, {
        side: 'client',
        method: '',
        tool: undefined,
      });
      whole = exchangesIn(observed);
      untouched = seen;
      all = measured;
    });

    for (const [name, step] of Object.entries(STEPS)) {
      for (const side of ['client', 'server'] as const) {
        for (const { method, tool } of EXCHANGES) {
          it(`${name}: ${method} ${tool ?? ''} at the ${side}`, async () => {
            const victim = { side, method, tool };
            const { seen, measured, observed } = await play(sdk, step, victim);
            assert.deepEqual(seen, untouched);
            assert.deepEqual(observed.telemetry.unended(), []);
            const label = `${[method, tool].filter(Boolean).join(' ')} ${side.toUpperCase()}`;
            const others = (labels: string[]) =>
              labels.filter(one => one !== label);
            const exchanges = exchangesIn(observed);
            assert.deepEqual(others(exchanges), others(whole));
            if (step.spanless !== true) assert.deepEqual(exchanges, whole);
            if (step.unmeasured !== true) assert.equal(measured, all);
            const late = observed.diagnostics.lines.filter(line =>
              /ended span/i.test(line)
            );
            assert.deepEqual(late, []);
          });
        }
      }
    }

    for (const failing of ['inject', 'extract'] as const) {
      it(`${failing}() of a propagator`, async () => {
        const propagator = new Failing();
        const observed = observe(sdk, {}, { propagator });
        const pair = await connectPair(sdk);
        propagator.isBroken = true;
        const seen = await use(sdk, pair);
        propagator.isBroken = false;
        await settled();
        assert.deepEqual(seen, untouched);
        await pair.close();
        await settled();
        assert.deepEqual(observed.telemetry.unended(), []);
        assert.deepEqual(exchangesIn(observed), whole);
        await observed.stop();
      });
    }

    for (const [name, step] of Object.entries(STEPS)) {
      it(`connect() of a frozen transport survives it: ${name}`, async () => {
        const victim = { side: 'client', method: 'initialize' } as const;
        const observed = observe(
          sdk,
          step.config?.({ ...victim, tool: undefined })
        );
        step.break?.(observed, { ...victim, tool: undefined });
        const freeze = TRANSPORTS['a frozen object'];
        assert.ok(freeze);
        const pair = await connectPair(
          sdk,
          undefined,
          undefined,
          linkedPair(sdk, freeze)
        );
        assert.deepEqual(await use(sdk, pair), untouched);
        await pair.close();
        await settled();
        assert.deepEqual(observed.telemetry.unended(), []);
        await observed.stop();
      });
    }

    it('a session that cannot be measured keeps no request open', async () => {
      const observed = observe(sdk);
      const createHistogram = () => ({ record: broken });
      observed.instrumentation.setMeterProvider({
        getMeter: () => ({ createHistogram }) as never,
      });
      const pair = await connectPair(sdk);
      pair.server.registerTool('hang', {}, () => new Promise(() => undefined));
      const lost = callTool(sdk, pair.client, { name: 'hang', arguments: {} });
      await settled();
      await pair.client.close();
      await assert.rejects(lost);
      await settled();
      assert.deepEqual(observed.telemetry.unended(), []);
      await observed.stop();
    });
  });
}
