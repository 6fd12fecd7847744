/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import * as esm from '@modelcontextprotocol/server';
import assert from 'node:assert/strict';
import { assertSpanTree } from 'opentelemetry-mcp-test-utils';
import { McpInstrumentation } from '../../../src/index.ts';
import {
  commonJs,
  createHandler,
  fetchDirectly,
  type Handler,
} from '../../support/entries.ts';
import {
  startInstrumented,
  type Instrumented,
} from '../../support/instrumented.ts';
import { settled } from '../../support/pair.ts';
import { runApp } from '../../support/programs.ts';
import { v2, v2Cjs } from '../../support/sdk.ts';

const REGISTER = 'opentelemetry-instrumentation-mcp/register';
const TELEMETRY = 'telemetry.mjs';

describe('a program with the entries of SDK v2', () => {
  for (const [setUp, preload] of Object.entries({
    register: [TELEMETRY, REGISTER],
    'a loader': ['loader.mjs', TELEMETRY, 'construct.mjs'],
    'two copies of the instrumentation': [
      'loader.mjs',
      TELEMETRY,
      'both-formats.mjs',
    ],
  })) {
    for (const app of ['entries.mjs', 'entries.cjs']) {
      it(`${app}, with ${setUp}`, async () => {
        const { spans, unended, diagnostics } = await runApp(app, preload);
        const refused = { name: 'tools/list', kind: 'SERVER' } as const;
        assertSpanTree(spans, [refused, refused, refused]);
        assert.deepEqual([unended, diagnostics], [0, []]);
      });
    }
  }
});

describe('the export createMcpHandler', () => {
  const { createMcpHandler } = commonJs;
  let instrumented: Instrumented;
  beforeEach(() => {
    instrumented = startInstrumented([v2Cjs]);
  });
  afterEach(() => instrumented.stop());

  /** How many MCP spans a refused message makes. */
  async function refuse(handler: Handler): Promise<number> {
    await instrumented.telemetry.reset();
    const { status } = await fetchDirectly(handler, { body: { not: 'RPC' } });
    assert.equal(status, 400);
    await settled();
    const spans = instrumented.telemetry.spans();
    return spans.filter(({ kind }) => kind === 'SERVER').length;
  }

  it('is put back', async () => {
    assert.notEqual(commonJs.createMcpHandler, createMcpHandler);
    const handler = createHandler(commonJs, {});
    assert.equal(await refuse(handler), 1);
    instrumented.instrumentation.disable();
    assert.equal(commonJs.createMcpHandler, createMcpHandler);
    assert.equal(await refuse(handler), 0);
    assert.equal(await refuse(createHandler(commonJs, {})), 0);
  });

  it('is replaced again, and handlers of before are traced again', async () => {
    const handler = createHandler(commonJs, {});
    instrumented.instrumentation.disable();
    instrumented.instrumentation.enable();
    assert.equal(await refuse(handler), 1);
    assert.equal(await refuse(createHandler(commonJs, {})), 1);
  });

  it('passes through where somebody has wrapped it', async () => {
    const ours = commonJs.createMcpHandler;
    const theirs: typeof ours = (...args) => ours(...args);
    Reflect.set(commonJs, 'createMcpHandler', theirs);
    try {
      instrumented.instrumentation.disable();
      assert.equal(commonJs.createMcpHandler, theirs);
      assert.equal(await refuse(createHandler(commonJs, {})), 0);
      instrumented.instrumentation.enable();
      assert.equal(await refuse(createHandler(commonJs, {})), 1);
    } finally {
      Reflect.set(commonJs, 'createMcpHandler', ours);
    }
  });

  it('makes one span with several instrumentations, whichever is left', async () => {
    const second = new McpInstrumentation();
    second.setTracerProvider(instrumented.telemetry.tracerProvider);
    try {
      second.instrument(commonJs);
      const handler = createHandler(commonJs, {});
      assert.equal(await refuse(handler), 1);
      instrumented.instrumentation.disable();
      assert.equal(await refuse(handler), 1);
      instrumented.instrumentation.enable();
      assert.equal(await refuse(handler), 1);
    } finally {
      second.disable();
    }
    assert.equal(await refuse(createHandler(commonJs, {})), 1);
  });

  for (const [order, pick] of Object.entries({
    'in the order in which they were made': (all: McpInstrumentation[]) => all,
    'in the other order': (all: McpInstrumentation[]) => all.toReversed(),
  })) {
    it(`is put back when several are disabled ${order}, and replaced again`, async () => {
      const second = new McpInstrumentation();
      second.setTracerProvider(instrumented.telemetry.tracerProvider);
      second.instrument(commonJs);
      const all = [instrumented.instrumentation, second];
      try {
        for (let round = 0; round < 2; round += 1) {
          assert.equal(await refuse(createHandler(commonJs, {})), 1);
          for (const one of pick(all)) one.disable();
          assert.equal(commonJs.createMcpHandler, createMcpHandler);
          second.enable();
          assert.equal(await refuse(createHandler(commonJs, {})), 1);
          instrumented.instrumentation.enable();
        }
      } finally {
        second.disable();
      }
    });
  }

  it('cannot be replaced in an ES module, but its handlers can be instrumented', async () => {
    const { instrumentation } = instrumented;
    for (const namespace of v2.namespaces) {
      instrumentation.instrument(namespace);
    }
    const handler = createHandler(esm, {});
    assert.equal(await refuse(handler), 0);
    assert.equal(instrumentation.instrument(handler), handler);
    assert.equal(instrumentation.instrument(handler), handler);
    assert.equal(await refuse(handler), 1);
  });
});
