/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  context,
  createContextKey,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import assert from 'node:assert/strict';
import {
  assertSpanTree,
  type ExpectedSpan,
} from 'opentelemetry-mcp-test-utils';
import type { McpInstrumentationConfig } from '../../src/index.ts';
import { connectPair, inSpan, settled, type Pair } from '../support/pair.ts';
import { callTool, LINES_ESM, type Message, type Sdk } from '../support/sdk.ts';
import { labels, mcpSpans, spanOf } from '../support/spans.ts';
import { observe, operations, type Observed } from './support/observe.ts';

/** What another instrumentation may keep in its context. */
const THEIRS = createContextKey('theirs');

type Attributes = Readonly<Record<string, string>>;

/** A span as another instrumentation makes it around a call. */
function within<T>(
  name: string,
  kind: SpanKind,
  attributes: Attributes,
  action: () => Promise<T>
): Promise<T> {
  const tracer = trace.getTracer('other instrumentation');
  return tracer.startActiveSpan(name, { kind, attributes }, async span => {
    try {
      return await action();
    } finally {
      span.end();
    }
  });
}

function executeTool<T>(tool: string, action: () => Promise<T>): Promise<T> {
  const attributes = {
    'gen_ai.operation.name': 'execute_tool',
    'gen_ai.tool.name': tool,
  };
  return within(`execute_tool ${tool}`, SpanKind.INTERNAL, attributes, action);
}

async function play(
  sdk: Sdk,
  config: McpInstrumentationConfig,
  use: (pair: Pair, observed: Observed) => Promise<void>
): Promise<void> {
  const observed = observe(sdk, config);
  try {
    const pair = await connectPair(sdk);
    await settled();
    await observed.telemetry.reset();
    await use(pair, observed);
    await pair.close();
    assert.deepEqual(observed.telemetry.unended(), []);
  } finally {
    await observed.stop();
  }
}

const call = (sdk: Sdk, { client }: Pair, name: string) =>
  callTool(sdk, client, { name, arguments: {} });

function served(name: string): ExpectedSpan {
  const children = [{ name: `work ${name}` }];
  return { name: `tools/call ${name}`, kind: 'SERVER', children };
}

function called(name: string): ExpectedSpan {
  const children = [served(name)];
  return { name: `tools/call ${name}`, kind: 'CLIENT', children };
}

for (const sdk of LINES_ESM) {
  describe(`option executeToolSpan, ${sdk.name}`, () => {
    it('nest is the default', () =>
      play(sdk, {}, async (pair, { telemetry }) => {
        await executeTool('echo', () => call(sdk, pair, 'echo'));
        await settled();
        assertSpanTree(telemetry.spans(), {
          name: 'execute_tool echo',
          children: [called('echo')],
        });
      }));

    it('merge puts it all on that span: attributes, context, metric', () =>
      play(sdk, { executeToolSpan: 'merge' }, async (pair, { telemetry }) => {
        await executeTool('echo', () => call(sdk, pair, 'echo'));
        await settled();
        assertSpanTree(telemetry.spans(), {
          name: 'execute_tool echo',
          children: [served('echo')],
        });
        const name = 'execute_tool echo';
        const outer = spanOf(telemetry.spans(), name, 'INTERNAL');
        assert.equal(outer.attributes['mcp.method.name'], 'tools/call');
        assert.equal(typeof outer.attributes['jsonrpc.request.id'], 'string');
        assert.deepEqual(await operations(telemetry, 'tools/call'), {
          client: 1,
          server: 1,
        });
      }));

    it('merge tells of a tool’s error, and leaves status and end to the owner', () =>
      play(sdk, { executeToolSpan: 'merge' }, async (pair, { telemetry }) => {
        await executeTool('fail', async () => {
          await call(sdk, pair, 'fail');
          assert.equal(trace.getActiveSpan()?.isRecording(), true);
        });
        await settled();
        const name = 'execute_tool fail';
        const outer = spanOf(telemetry.spans(), name, 'INTERNAL');
        assert.equal(outer.attributes['error.type'], 'tool_error');
        assert.equal(outer.status.code, 'UNSET');
      }));

    it('merge gives a second call of the tool a span of its own', () =>
      play(sdk, { executeToolSpan: 'merge' }, async (pair, { telemetry }) => {
        await executeTool('echo', async () => {
          await call(sdk, pair, 'echo');
          await call(sdk, pair, 'echo');
        });
        await settled();
        assertSpanTree(telemetry.spans(), {
          name: 'execute_tool echo',
          children: [served('echo'), called('echo')],
        });
      }));

    it('merge leaves other tools, and spans further out, alone', () =>
      play(sdk, { executeToolSpan: 'merge' }, async (pair, { telemetry }) => {
        await executeTool('other', () => call(sdk, pair, 'echo'));
        await executeTool('echo', () =>
          inSpan('between', () => call(sdk, pair, 'echo'))
        );
        await settled();
        const spans = telemetry.spans();
        const tree = (name: string) => {
          const { traceId } = spanOf(spans, name, 'INTERNAL');
          return spans.filter(span => span.traceId === traceId);
        };
        assertSpanTree(tree('execute_tool other'), {
          name: 'execute_tool other',
          children: [called('echo')],
        });
        assertSpanTree(tree('execute_tool echo'), {
          name: 'execute_tool echo',
          children: [{ name: 'between', children: [called('echo')] }],
        });
      }));
  });

  describe(`another MCP instrumentation, ${sdk.name}`, () => {
    const attributes = { 'mcp.method.name': 'tools/call' };
    const name = 'tools/call echo';
    const client = (action: () => Promise<unknown>) =>
      within(name, SpanKind.CLIENT, attributes, action);
    /** Around what the SDK does with a message that has come in. */
    const wrapServer = ({ serverTransport }: Pair) => {
      const { onmessage } = serverTransport;
      serverTransport.onmessage = function (message, ...rest) {
        if ((message as Message)['method'] !== 'tools/call') {
          onmessage?.call(this, message, ...rest);
          return;
        }
        const dispatch = () =>
          Promise.resolve(onmessage?.call(this, message, ...rest));
        void within(name, SpanKind.SERVER, attributes, dispatch);
      };
    };

    it('on the client’s side: one span each, one warning', () =>
      play(sdk, {}, async (pair, { telemetry, diagnostics }) => {
        for (const round of [1, 2]) {
          await telemetry.reset();
          await client(() => call(sdk, pair, 'echo'));
          await settled();
          assertSpanTree(telemetry.spans(), called('echo'));
          const theirs = spanOf(telemetry.spans(), name, 'CLIENT');
          assert.equal(theirs.scope.name, 'other instrumentation');
          assert.equal(theirs.attributes['gen_ai.tool.name'], 'echo');
          assert.equal(diagnostics.lines.length, 1, `round ${round}`);
        }
        assert.match(
          diagnostics.lines[0] ?? '',
          /another MCP instrumentation makes spans in this process; .* switch one of the two off$/
        );
        assert.equal((await operations(telemetry, 'tools/call')).client, 1);
      }));

    for (const [kind, theirs] of [
      ['INTERNAL', {}],
      ['INTERNAL', { 'sentry.op': 'mcp.server' }],
      ['PRODUCER', {}],
    ] as const) {
      const says = Object.keys(theirs).join();
      it(`that leaves the kind at ${kind} ${says} is left alone otherwise`, () =>
        play(sdk, {}, async (pair, { telemetry, diagnostics }) => {
          const own = { ...attributes, ...theirs, 'mcp.session.id': 'theirs' };
          let tool: unknown;
          pair.server.registerTool('mark', {}, () => {
            const active = trace.getActiveSpan();
            active?.setStatus({ code: SpanStatusCode.ERROR, message: 'mine' });
            tool = context.active().getValue(THEIRS);
            return { content: [] };
          });
          const { onmessage } = pair.serverTransport;
          let ended: Promise<void> | undefined;
          pair.serverTransport.onmessage = function (message, ...rest) {
            if ((message as Message)['method'] !== 'tools/call') {
              onmessage?.call(this, message, ...rest);
              return;
            }
            ended = context.with(context.active().setValue(THEIRS, 1), () =>
              within('theirs', SpanKind[kind], own, async () => {
                onmessage?.call(this, message, ...rest);
                await settled();
              })
            );
          };
          const { client: caller } = pair;
          await callTool(sdk, caller, { name: 'mark', arguments: {} });
          await ended;
          const spans = telemetry.spans();
          assert.deepEqual(
            labels(
              spans.filter(
                span => span.attributes['mcp.method.name'] === 'tools/call'
              )
            ),
            ['theirs ' + kind, 'tools/call mark CLIENT'].sort()
          );
          const span = spanOf(spans, 'theirs', kind);
          assert.deepEqual(span.status, { code: 'ERROR', message: 'mine' });
          assert.equal(span.attributes['mcp.session.id'], 'theirs');
          assert.equal(span.attributes['gen_ai.tool.name'], 'mark');
          assert.equal(tool, 1);
          assert.equal(diagnostics.lines.length, 1);
          const counted = await operations(telemetry, 'tools/call');
          assert.deepEqual(counted, { client: 1, server: 1 });
        }));
    }

    it('takes no span of another method, side or message', () =>
      play(sdk, {}, async (pair, { telemetry, diagnostics }) => {
        const list = { 'mcp.method.name': 'tools/list' };
        const other = (kind: SpanKind, given: Attributes) =>
          within('other', kind, given, () => call(sdk, pair, 'echo'));
        await other(SpanKind.CLIENT, list);
        await other(SpanKind.INTERNAL, {
          ...attributes,
          'sentry.op': 'mcp.server',
        });
        await other(SpanKind.SERVER, attributes);
        await settled();
        assert.deepEqual(
          labels(
            mcpSpans(telemetry.spans()).filter(span => span.name === name)
          ),
          [
            ...Array<string>(3).fill(`${name} CLIENT`),
            ...Array<string>(3).fill(`${name} SERVER`),
          ]
        );
        assert.deepEqual(diagnostics.lines, []);
      }));

    it('on both sides: one span each, one warning', () =>
      play(sdk, {}, async (pair, { telemetry, diagnostics }) => {
        wrapServer(pair);
        await client(() => call(sdk, pair, 'echo'));
        await settled();
        assert.deepEqual(labels(mcpSpans(telemetry.spans())), [
          `${name} CLIENT`,
          `${name} SERVER`,
        ]);
        assert.equal(diagnostics.lines.length, 1);
      }));
  });
}
