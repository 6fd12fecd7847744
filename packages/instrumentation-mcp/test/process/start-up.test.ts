/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  startFixture,
  startOtlpReceiver,
  type OtlpReceiver,
} from 'opentelemetry-mcp-test-utils';
import assert from 'node:assert/strict';
import { otel2xFixtures } from './support/installed-fixtures.ts';
import {
  AUTO,
  callServer,
  endStdin,
  fixture,
  imports,
  OPENTELEMETRY,
  REGISTER,
} from './support/server-process.ts';

const TRACE = 'a'.repeat(32);
const SPAN = 'b'.repeat(16);
const TRACEPARENT = `00-${TRACE}-${SPAN}-01`;
/** As a client of ours leaves it in the environment of a server. */
const SPAWNED = {
  TRACEPARENT,
  OTEL_INSTRUMENTATION_MCP_SPAWNED: TRACEPARENT,
};

const AT_START = ['at start', 'at start, later'];
const ALWAYS_OUTSIDE = ['in the root', 'in the root, bound'];

describe('the start of a server that was started in a trace', function () {
  this.timeout(60_000);
  let receiver: OtlpReceiver;

  before(async () => {
    receiver = await startOtlpReceiver();
  });
  afterEach(() => {
    receiver.reset();
  });
  after(() => receiver.close());

  const environment = (variables: Readonly<Record<string, string>>) => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_NODE_DISABLED_INSTRUMENTATIONS: 'net,dns,http',
    ...variables,
  });

  /** Names of spans, by whether the trace that started the process is theirs. */
  function joined(): { inside: string[]; outside: Set<string> } {
    const spans = receiver.spans();
    const inside = spans.filter(
      ({ traceId, parentSpanId }) => traceId === TRACE && parentSpanId === SPAN
    );
    const roots = spans.filter(
      ({ parentSpanId }) => parentSpanId === undefined
    );
    assert.equal(inside.length + roots.length, spans.length);
    return {
      inside: inside.map(({ name }) => name).sort(),
      outside: new Set(roots.map(({ name }) => name)),
    };
  }

  const assertJoined = () => {
    const { inside, outside } = joined();
    assert.deepEqual(inside, AT_START);
    for (const name of [
      ...ALWAYS_OUTSIDE,
      ...['after start', 'data', 'initialize'],
    ]) {
      assert.ok(outside.has(name), name);
    }
    assert.ok(outside.has('tools/call environment'));
  };

  for (const [setUp, execArgv] of Object.entries({
    'register, then the SDK': imports(REGISTER, './batching-sdk.mjs'),
    'the SDK, then register': imports('./batching-sdk.mjs', REGISTER),
    auto: imports(AUTO),
  })) {
    for (const [file, env] of [
      ['starting-v1.mjs', {}],
      ['starting-v2.cjs', {}],
      ['starting-v2.cjs', { SERVE: 'entry' }],
    ] as const) {
      const title = [file, ...Object.values(env), setUp].join(', ');
      it(`joins it, but nothing that is served does: ${title}`, async () => {
        const variables = environment({ ...SPAWNED, ...env });
        const server = await callServer({ file, env: variables, execArgv });
        await endStdin(server);
        assertJoined();
      });
    }
  }

  it('joins it with OpenTelemetry 2.x', async function () {
    this.timeout(300_000);
    const server = await callServer({
      file: 'starting-v1.mjs',
      folder: otel2xFixtures(),
      env: environment(SPAWNED),
      execArgv: imports(REGISTER, OPENTELEMETRY),
    });
    await endStdin(server);
    assertJoined();
  });

  it('is a trace of its own without variables, with bad ones, or with those of a stranger', async () => {
    for (const variables of [
      {},
      {
        TRACEPARENT: '00-0-0-01',
        OTEL_INSTRUMENTATION_MCP_SPAWNED: '00-0-0-01',
      },
      { TRACEPARENT },
      { ...SPAWNED, TRACEPARENT: `00-${SPAN}${SPAN}-${SPAN}-01` },
    ]) {
      const server = await callServer({
        file: 'starting-v1.mjs',
        env: environment(variables),
        execArgv: imports(REGISTER, './batching-sdk.mjs'),
      });
      await endStdin(server);
      const { inside, outside } = joined();
      assert.deepEqual(inside, []);
      assert.ok(outside.has('at start'));
      receiver.reset();
    }
  });

  it('ends with the first HTTP request', async () => {
    const server = await startFixture({
      file: new URL(fixture('starting-v1.mjs')),
      execArgv: imports(REGISTER, fixture('batching-sdk.mjs')),
      env: environment({ ...SPAWNED, HTTP: '1' }),
      ready: { on: 'stderr', match: /port (\d+)/ },
    });
    const port = server.readyMatch?.[1] ?? '';
    const response = await fetch(`http://127.0.0.1:${port}/`);
    await response.text();
    await endStdin(server);
    const { inside, outside } = joined();
    assert.deepEqual(inside, AT_START);
    assert.deepEqual([...outside], [...ALWAYS_OUTSIDE, 'request']);
  });
});
