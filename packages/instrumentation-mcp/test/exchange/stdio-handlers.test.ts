/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import {
  assertSpanTree,
  startOtlpReceiver,
  type ExpectedSpan,
  type OtlpReceiver,
  type SpanRecord,
} from 'opentelemetry-mcp-test-utils';
import {
  startInstrumented,
  type Instrumented,
} from '../support/instrumented.ts';
import { createClient, inSpan } from '../support/pair.ts';
import { fixtureUrl, preloads } from '../support/programs.ts';
import {
  callTool,
  handle,
  onNotification,
  v1,
  v2,
  type Client,
  type Sdk,
} from '../support/sdk.ts';
import { mcpSpans, spanOf, subtree } from '../support/spans.ts';

const PRELOAD = preloads(
  'filtered-loader.mjs',
  'exporting.mjs',
  'construct.mjs'
);
const CALL = 'tools/call talk';
const SAMPLED = {
  model: 'm',
  role: 'assistant',
  content: { type: 'text', text: 'x' },
};

/** A handler of the client, in a span of its own. */
function handler(name: string, result?: unknown) {
  return () => inSpan(name, () => Promise.resolve(result));
}

function message(name: string, inside: string): ExpectedSpan {
  const children = [{ name, children: [{ name: inside }] }];
  return { name, kind: 'CLIENT', children };
}

/** What the server sends on behalf of a call. */
const fromServer: ExpectedSpan[] = [
  message('notifications/progress', 'onprogress'),
  message('notifications/message', 'onlog'),
  message('sampling/createMessage', 'model'),
];

/*
 * A stdio client reads in the context of connect(): none of what it reads may
 * end up there.
 */
describe('handlers of a client over stdio', () => {
  let instrumented: Instrumented;
  let receiver: OtlpReceiver;
  let client: Client;
  beforeEach(async () => {
    instrumented = startInstrumented([v1, v2]);
    receiver = await startOtlpReceiver();
  });
  afterEach(async () => {
    await client.close();
    await instrumented.stop();
    await receiver.close();
  });

  const start = async (sdk: Sdk, app: string, options: object) => {
    const file = fileURLToPath(fixtureUrl(`apps/${app}`));
    const transport = new sdk.StdioClientTransport({
      command: process.execPath,
      args: [...PRELOAD, file],
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
    });
    client = createClient(sdk, options);
    handle(sdk, client, 'sampling/createMessage', handler('model', SAMPLED));
    onNotification(sdk, client, 'notifications/message', handler('onlog'));
    await inSpan('opener', () => client.connect(transport));
  };
  /** Three calls at once, each in a span of its own. */
  const callAll = async (sdk: Sdk, perCall: number) => {
    const names = ['first', 'second', 'third'];
    const params = { name: 'talk', arguments: {} };
    const onprogress = () => void handler('onprogress')();
    await Promise.all(
      names.map(name =>
        inSpan(name, () => callTool(sdk, client, params, { onprogress }))
      )
    );
    const theirs = await receiver.waitForSpans(
      spans => inCalls(spans).length === perCall * names.length
    );
    const spans = [...instrumented.telemetry.spans(), ...theirs];
    assert.deepEqual(instrumented.telemetry.unended(), []);
    const treeOf = (name: string) =>
      subtree(spans, spanOf(spans, name, 'INTERNAL'));
    return { opener: treeOf('opener'), calls: names.map(treeOf) };
  };
  const inCalls = (spans: readonly SpanRecord[]) =>
    mcpSpans(spans).filter(({ name }) => !/initialize|discover/.test(name));

  for (const sdk of [v1, v2]) {
    it(`run below the calls that caused them, ${sdk.line}`, async () => {
      await start(sdk, `talkative-${sdk.line}.mjs`, {});
      const { opener, calls } = await callAll(sdk, 4);
      const children = [
        { name: CALL, kind: 'SERVER', children: fromServer } as const,
      ];
      for (const tree of calls) {
        assertSpanTree(tree, {
          name: /first|second|third/,
          children: [{ name: CALL, kind: 'CLIENT', children }],
        });
      }
      assert.deepEqual(inCalls(opener), []);
    });
  }

  it('run below the call that needs their input, and so does its next leg', async () => {
    const mode = { pin: '2026-07-28' };
    await start(v2, 'asking-v2.mjs', { versionNegotiation: { mode } });
    const { opener, calls } = await callAll(v2, 2);
    const served: ExpectedSpan = { name: CALL, kind: 'SERVER' };
    for (const tree of calls) {
      assertSpanTree(tree, {
        name: /first|second|third/,
        children: [
          {
            name: CALL,
            kind: 'CLIENT',
            links: [],
            children: [served, { name: 'model' }, { name: 'onprogress' }],
          },
          { name: CALL, kind: 'CLIENT', links: [CALL], children: [served] },
        ],
      });
    }
    assert.deepEqual(inCalls(opener), []);
  });
});
