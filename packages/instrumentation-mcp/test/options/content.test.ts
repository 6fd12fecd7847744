/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { SpanKind } from '@opentelemetry/api';
import { AlwaysOffSampler } from '@opentelemetry/sdk-trace';
import assert from 'node:assert/strict';
import type {
  SpanKindName,
  TelemetryOptions,
} from 'opentelemetry-mcp-test-utils';
import { z } from 'zod';
import type { McpInstrumentationConfig } from '../../src/index.ts';
import {
  connectPair,
  createServer,
  createClient,
  settled,
} from '../support/pair.ts';
import {
  callTool,
  LINES_ESM,
  request,
  toolSchema,
  type Sdk,
} from '../support/sdk.ts';
import { spanOf } from '../support/spans.ts';
import { observe, type Observed } from './support/observe.ts';
import {
  openTelemetry2,
  type ReadableSpan,
} from './support/opentelemetry-2.ts';

const ARGUMENTS = 'gen_ai.tool.call.arguments';
const RESULT = 'gen_ai.tool.call.result';
const VARIABLE = 'gen_ai.prompt.variable';
const SIDES: readonly SpanKindName[] = ['CLIENT', 'SERVER'];

const TEXT = { text: 'hello' };
const CALL = { name: 'echo', arguments: TEXT };
const ANSWER = { content: [{ type: 'text', text: '"hello"' }] };
const PROMPT = {
  method: 'prompts/get',
  params: { name: 'greet', arguments: { name: 'Ada', mood: 'merry' } },
};

/** Calls a tool and gets a prompt, under some options. */
async function play(
  sdk: Sdk,
  config: McpInstrumentationConfig,
  use: (observed: Observed) => void = () => undefined,
  call: object = CALL,
  options: TelemetryOptions = {}
): Promise<Observed> {
  const observed = observe(sdk, config, options);
  use(observed);
  const server = createServer(sdk);
  server.registerPrompt(
    'greet',
    { argsSchema: toolSchema(sdk, { name: z.string(), mood: z.string() }) },
    () => ({ messages: [] })
  );
  const pair = await connectPair(sdk, createClient(sdk), server);
  await callTool(sdk, pair.client, call);
  await request(sdk, pair.client, PROMPT);
  await settled();
  await pair.close();
  await observed.stop();
  return observed;
}

/** The content on a span, of those attributes that content goes to. */
function contentOf(
  { telemetry }: Observed,
  kind: SpanKindName,
  name = 'tools/call echo'
): Record<string, unknown> {
  const { attributes } = spanOf(telemetry.spans(), name, kind);
  return Object.fromEntries(
    Object.entries(attributes).filter(
      ([key]) => key.startsWith('gen_ai.tool.call.') || key.startsWith(VARIABLE)
    )
  );
}

function contents(observed: Observed): Record<string, unknown>[] {
  return ['tools/call echo', 'prompts/get greet'].map(name => {
    const [client, server] = SIDES.map(side => contentOf(observed, side, name));
    assert.deepEqual(client, server);
    return client ?? {};
  });
}

const VARIABLES = {
  [`${VARIABLE}.name`]: 'Ada',
  [`${VARIABLE}.mood`]: 'merry',
};

/** Counts how often it is made JSON of. */
function spy(): { readonly value: object; readonly count: () => number } {
  let count = 0;
  const toJSON = () => {
    count++;
    return 'spied';
  };
  return { value: { toJSON }, count: () => count };
}

for (const sdk of LINES_ESM) {
  describe(`content, ${sdk.name}`, () => {
    it('is none by default', async () => {
      assert.deepEqual(contents(await play(sdk, {})), [{}, {}]);
    });

    it('is switched on in parts, on both sides', async () => {
      const played = (config: McpInstrumentationConfig) => play(sdk, config);
      assert.deepEqual(contents(await played({ captureToolArguments: true })), [
        { [ARGUMENTS]: TEXT },
        {},
      ]);
      const [result, prompt] = contents(
        await played({ captureToolResults: true })
      );
      assert.deepEqual(Object.keys(result ?? {}), [RESULT]);
      const { content } = result?.[RESULT] as typeof ANSWER;
      assert.deepEqual(content, ANSWER.content);
      assert.deepEqual(prompt, {});
      assert.deepEqual(
        contents(await played({ capturePromptVariables: true })),
        [{}, VARIABLES]
      );
    });

    it('is that of allowed tools, without denied ones', async () => {
      const captured = async (config: McpInstrumentationConfig) => {
        const all = { captureToolArguments: true, captureToolResults: true };
        const observed = await play(sdk, { ...all, ...config });
        return Object.keys(contentOf(observed, 'CLIENT')).length;
      };
      assert.equal(await captured({ captureAllowTools: ['echo'] }), 2);
      assert.equal(await captured({ captureAllowTools: ['other'] }), 0);
      assert.equal(await captured({ captureAllowTools: [] }), 0);
      assert.equal(await captured({ captureDenyTools: ['other'] }), 2);
      assert.equal(await captured({ captureDenyTools: ['echo'] }), 0);
      assert.equal(
        await captured({
          captureAllowTools: ['echo'],
          captureDenyTools: ['echo'],
        }),
        0
      );
    });

    it('is not that of a tool that failed', async () => {
      const config = { captureToolResults: true };
      const call = { name: 'fail', arguments: {} };
      const observed = await play(sdk, config, undefined, call);
      for (const side of SIDES) {
        assert.deepEqual(contentOf(observed, side, 'tools/call fail'), {});
      }
    });

    it('is cut to a length, and stays JSON', async () => {
      const observed = await play(
        sdk,
        {
          captureToolArguments: true,
          capturePromptVariables: true,
          captureMaxLength: 20,
        },
        undefined,
        { name: 'echo', arguments: { text: 'x'.repeat(100) } }
      );
      assert.deepEqual(contents(observed), [
        { [ARGUMENTS]: { text: `${'x'.repeat(8)}…` } },
        VARIABLES,
      ]);
    });

    it('leaves no span open where a getter of it throws', async () => {
      const observed = observe(sdk, { capturePromptVariables: true });
      const pair = await connectPair(sdk);
      const hostile = Object.defineProperty({}, 'name', {
        enumerable: true,
        get() {
          throw new Error('unreadable');
        },
      });
      const params = { name: 'greet', arguments: hostile };
      await request(sdk, pair.client, { method: 'prompts/get', params }).catch(
        () => undefined
      );
      await settled();
      await pair.close();
      await observed.stop();
      const name = 'prompts/get greet';
      assert.ok(spanOf(observed.telemetry.spans(), name, 'CLIENT'));
      assert.deepEqual(observed.telemetry.unended(), []);
    });

    it('is JSON text where the SDK drops objects: OpenTelemetry 2.x', async function () {
      this.timeout(300_000);
      const { TracerProvider } = openTelemetry2();
      const spans: ReadableSpan[] = [];
      const done = () => Promise.resolve();
      const processor = {
        onStart: () => undefined,
        onEnd: (span: ReadableSpan) => void spans.push(span),
        forceFlush: done,
        shutdown: done,
      };
      const config = { captureToolArguments: true, captureToolResults: true };
      const { diagnostics } = await play(sdk, config, observed => {
        const spanProcessors = [processor];
        observed.instrumentation.setTracerProvider(
          new TracerProvider({ spanProcessors })
        );
      });
      // by the SDK, of the first value it was ever given
      assert.ok(diagnostics.lines.length <= 1, diagnostics.lines.join('\n'));
      const calls = spans.filter(({ name }) => name === 'tools/call echo');
      assert.deepEqual(
        calls.map(({ kind }) => kind).sort(),
        [SpanKind.SERVER, SpanKind.CLIENT].sort()
      );
      for (const { attributes } of calls) {
        assert.equal(attributes[ARGUMENTS], JSON.stringify(TEXT));
        const result = JSON.parse(String(attributes[RESULT])) as typeof ANSWER;
        assert.deepEqual(result.content, ANSWER.content);
      }
    });

    it('that cannot be read costs one line, however often', async () => {
      const observed = observe(sdk, { capturePromptVariables: true });
      const pair = await connectPair(sdk);
      for (const name of ['first', 'second']) {
        const variables = {
          get who(): never {
            throw new Error('not to be read');
          },
        };
        const params = { name, arguments: variables };
        await assert.rejects(
          request(sdk, pair.client, { method: 'prompts/get', params })
        );
      }
      await settled();
      const { telemetry, diagnostics } = observed;
      const lines = diagnostics.lines.filter(line => line.includes('read'));
      assert.equal(lines.length, 1, diagnostics.lines.join('\n'));
      assert.deepEqual(telemetry.unended(), []);
      assert.equal(
        telemetry.spans().filter(({ name }) => name.startsWith('prompts/get'))
          .length,
        4
      );
      await pair.close();
      await observed.stop();
    });

    it('holds no half of a surrogate pair', async () => {
      const half = 'a\ud83d';
      const call = { name: 'echo', arguments: { text: half, [half]: [half] } };
      const config = {
        captureToolArguments: true,
        captureToolResults: true,
        capturePromptVariables: true,
        toolExceptionText: true,
        logsFromMcp: 'both',
      } as const;
      const observed = observe(sdk, config);
      const server = createServer(sdk);
      server.registerPrompt(
        'greet',
        { argsSchema: toolSchema(sdk, { name: z.string() }) },
        () => ({ messages: [] })
      );
      server.registerTool('break', {}, () => {
        throw new Error(half);
      });
      const pair = await connectPair(sdk, createClient(sdk), server);
      await callTool(sdk, pair.client, call);
      await callTool(sdk, pair.client, { name: 'break', arguments: {} });
      for (const text of [half, `back\\${half}`, `\\ud83d`]) {
        const params = { name: 'log', arguments: { text } };
        await callTool(sdk, pair.client, params);
      }
      const params = { name: 'greet', arguments: { name: half } };
      await request(sdk, pair.client, { method: 'prompts/get', params });
      await settled();
      await pair.close();
      const { telemetry } = observed;
      const texts: string[] = [];
      const collect = (value: unknown): void => {
        if (typeof value === 'string') {
          texts.push(value);
        } else if (typeof value === 'object' && value !== null) {
          Object.entries(value).flat().forEach(collect);
        }
      };
      await observed.stop();
      for (const span of telemetry.spans()) {
        const { name, attributes, events, status } = span;
        collect([name, attributes, events, status]);
      }
      for (const { body, attributes } of telemetry.logs()) {
        collect([body, attributes]);
      }
      assert.deepEqual(
        texts.filter(text => /\p{Surrogate}/u.test(text)),
        []
      );
      assert.ok(texts.some(text => text.includes('a\ufffd')));
      // what only looks like one is text like any other
      assert.ok(texts.includes('\\ud83d'));
    });

    describe('redact', () => {
      const capture = {
        captureToolArguments: true,
        captureToolResults: true,
        capturePromptVariables: true,
      };

      it('is given the value, its place and its name', async () => {
        const seen: unknown[][] = [];
        const redact = (...args: unknown[]) => {
          seen.push(args);
          return 'redacted';
        };
        const observed = await play(sdk, { ...capture, redact });
        assert.deepEqual(contents(observed), [
          { [ARGUMENTS]: 'redacted', [RESULT]: 'redacted' },
          {
            [`${VARIABLE}.name`]: 'redacted',
            [`${VARIABLE}.mood`]: 'redacted',
          },
        ]);
        const of = (place: string) => seen.filter(args => args[1] === place);
        assert.deepEqual(of('tool_arguments'), [
          [TEXT, 'tool_arguments', 'echo'],
          [TEXT, 'tool_arguments', 'echo'],
        ]);
        assert.deepEqual(
          of('tool_result').map(args => args[2]),
          ['echo', 'echo']
        );
        assert.deepEqual(of('prompt_variable').slice(0, 2), [
          ['Ada', 'prompt_variable', 'name'],
          ['merry', 'prompt_variable', 'mood'],
        ]);
        assert.equal(seen.length, 8);
      });

      it('drops what it returns no value for', async () => {
        const redact = (value: unknown, place: string) =>
          place === 'tool_result' ? undefined : value;
        assert.deepEqual(contents(await play(sdk, { ...capture, redact })), [
          { [ARGUMENTS]: TEXT },
          VARIABLES,
        ]);
      });

      it('drops what it cannot do, and tells without quoting', async () => {
        const redact = (value: unknown) => {
          throw new TypeError(JSON.stringify(value));
        };
        const observed = await play(sdk, { ...capture, redact });
        assert.deepEqual(contents(observed), [{}, {}]);
        assert.equal(observed.diagnostics.lines.length, 1);
        for (const line of observed.diagnostics.lines) {
          assert.match(
            line,
            /option redact threw a TypeError; it is passed over$/
          );
        }
      });

      it('drops what it would have to wait for', async () => {
        const redact = () => Promise.reject(new RangeError('later'));
        const observed = await play(sdk, { ...capture, redact });
        assert.deepEqual(contents(observed), [{}, {}]);
        assert.equal(observed.diagnostics.lines.length, 1);
      });

      it('cannot change what is sent', async () => {
        const redact = (value: unknown) => {
          if (typeof value === 'object' && value !== null) {
            Reflect.set(value, 'text', 'taken out');
            Reflect.deleteProperty(value, 'content');
          }
          return value;
        };
        const observed = observe(sdk, { ...capture, redact });
        const pair = await connectPair(sdk);
        const { content } = await callTool(sdk, pair.client, CALL);
        await settled();
        assert.deepEqual(content, ANSWER.content);
        const text = { text: 'taken out' };
        for (const side of SIDES) {
          assert.deepEqual(contentOf(observed, side)[ARGUMENTS], text);
        }
        await pair.close();
        await observed.stop();
      });
    });

    describe('cost', () => {
      const serialised = async (
        config: McpInstrumentationConfig,
        options: TelemetryOptions = {}
      ) => {
        const { value, count } = spy();
        const call = { name: 'echo', arguments: { ...TEXT, more: value } };
        await play(sdk, config, undefined, call, options);
        return count();
      };
      const on = {
        captureToolArguments: true,
        redact: (value: unknown) => value,
      };
      const sampler = new AlwaysOffSampler();

      it('is there where content is captured', async () => {
        assert.notEqual(await serialised(on), 0);
      });

      it('is none by default, without sampling, without a tracer, and for ignored messages', async () => {
        assert.equal(await serialised({}), 0);
        assert.equal(await serialised(on, { sampler }), 0);
        assert.equal(await serialised(on, { signals: ['metrics'] }), 0);
        assert.equal(await serialised({ ...on, ignore: ['tools/call'] }), 0);
        assert.equal(await serialised({ ...on, propagationOnly: true }), 0);
        assert.equal(
          await serialised({ ...on, captureDenyTools: ['echo'] }),
          0
        );
      });
    });
  });
}
