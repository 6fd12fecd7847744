/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { context } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import assert from 'node:assert/strict';
import {
  assertSpanTree,
  type ExpectedSpan,
} from 'opentelemetry-mcp-test-utils';
import type {
  McpInstrumentationConfig,
  McpMessageInfo,
} from '../../src/index.ts';
import {
  connectPair,
  createClient,
  inSpan,
  settled,
  type Pair,
} from '../support/pair.ts';
import { callTool, LINES_ESM, type Sdk } from '../support/sdk.ts';
import { labels, mcpSpans } from '../support/spans.ts';
import { observe, operations, type Observed } from './support/observe.ts';
import { readResource } from './support/read-resource.ts';

const ECHO = { name: 'echo', arguments: { text: 'x' } };

const CLIENT: ExpectedSpan = { name: 'tools/call echo', kind: 'CLIENT' };
const SERVER: ExpectedSpan = {
  name: 'tools/call echo',
  kind: 'SERVER',
  children: [{ name: 'work echo' }],
};

interface Played {
  readonly observed: Observed;
  readonly pair: Pair;
}

/** Connects outside of all spans and forgets it; then calls `echo` in a span. */
async function play(
  sdk: Sdk,
  config: McpInstrumentationConfig,
  use: (played: Played) => Promise<void>,
  call: (pair: Pair) => Promise<unknown> = pair =>
    callTool(sdk, pair.client, ECHO)
): Promise<void> {
  const observed = observe(sdk, config);
  try {
    const capabilities = { roots: { listChanged: true } };
    const pair = await connectPair(sdk, createClient(sdk, { capabilities }));
    await settled();
    await observed.telemetry.reset();
    await inSpan('app', () => call(pair));
    await settled();
    await use({ observed, pair });
    assert.deepEqual(observed.telemetry.unended(), []);
    await pair.close();
  } finally {
    await observed.stop();
  }
}

for (const sdk of LINES_ESM) {
  describe(`ignored messages, ${sdk.name}`, () => {
    const echoed = (
      ignore: NonNullable<McpInstrumentationConfig['ignore']>,
      ...children: ExpectedSpan[]
    ) =>
      play(sdk, { ignore }, async ({ observed: { telemetry } }) => {
        assertSpanTree(telemetry.spans(), { name: 'app', children });
        assert.deepEqual(await operations(telemetry, 'tools/call'), {
          client: 1,
          server: 1,
        });
      });
    const work: ExpectedSpan = { name: 'work echo' };
    const both: ExpectedSpan = { ...CLIENT, children: [SERVER] };

    it('by method: context is carried and metrics are counted', () =>
      echoed(['tools/call'], work));

    it('by the beginning of a method', () => echoed(['tools/*'], work));

    it('all', () => echoed(['*'], work));

    it('not by another method, nor by a part of one', () =>
      echoed(['tools/list', 'tools', 'call', 'prompts/*', '*call'], both));

    it('on one side: the client’s', () =>
      echoed([{ method: 'tools/call', side: 'client' }], SERVER));

    it('on one side: the server’s', () =>
      echoed([{ side: 'server' }], { ...CLIENT, children: [work] }));

    it('by tool', () => echoed([{ tool: 'echo' }], work));

    it('not by another tool', () => echoed([{ tool: 'fail' }], both));

    it('not by a rule of which only a part matches', () =>
      echoed(
        [
          { tool: 'echo', method: 'tools/list' },
          { tool: 'echo', side: 'server', method: 'prompts/*' },
        ],
        both
      ));

    it('by a predicate', () =>
      echoed(
        ({ side, method }: McpMessageInfo) =>
          side === 'client' && method === 'tools/call',
        SERVER
      ));

    it('not by a predicate that fails', () => {
      const ignore = () => {
        throw new TypeError('x');
      };
      return play(sdk, { ignore }, ({ observed }) => {
        const { telemetry, diagnostics } = observed;
        const children = [both];
        assertSpanTree(telemetry.spans(), { name: 'app', children });
        for (const line of diagnostics.lines) {
          assert.match(
            line,
            /option ignore threw a TypeError; it is passed over/
          );
        }
        assert.notEqual(diagnostics.lines.length, 0);
        return Promise.resolve();
      });
    });

    it('notifications as well', () =>
      play(
        sdk,
        { ignore: ['notifications/*'] },
        async ({ observed: { telemetry } }) => {
          assertSpanTree(telemetry.spans(), { name: 'app', children: [] });
          const method = 'notifications/roots/list_changed';
          assert.deepEqual(await operations(telemetry, method), {
            client: 1,
            server: 1,
          });
        },
        pair =>
          pair.client.notification({
            method: 'notifications/roots/list_changed',
          })
      ));
  });

  describe(`option propagationOnly, ${sdk.name}`, () => {
    it('carries context, counts, and makes no span', () =>
      play(
        sdk,
        { propagationOnly: true },
        async ({ observed: { telemetry } }) => {
          const children = [{ name: 'work echo' }];
          assertSpanTree(telemetry.spans(), { name: 'app', children });
          assert.deepEqual(await operations(telemetry, 'tools/call'), {
            client: 1,
            server: 1,
          });
        }
      ));
  });

  describe(`suppressed tracing, ${sdk.name}`, () => {
    it('makes no span and carries no context', () =>
      play(
        sdk,
        {},
        ({ observed: { telemetry } }) => {
          // The server has a trace of its own: nobody told it anything.
          assert.deepEqual(labels(mcpSpans(telemetry.spans())), [
            'tools/call echo SERVER',
          ]);
          const [span] = mcpSpans(telemetry.spans());
          assert.equal(span?.parentSpanId, undefined);
          return Promise.resolve();
        },
        pair =>
          context.with(suppressTracing(context.active()), () =>
            callTool(sdk, pair.client, ECHO)
          )
      ));
  });

  describe(`option resourceUriInSpanName, ${sdk.name}`, () => {
    const uri = 'file:///notes.txt';
    const read = async (config: McpInstrumentationConfig) => {
      const observed = await readResource(sdk, uri, config);
      return labels(mcpSpans(observed.telemetry.spans()));
    };

    it('is off by default', async () => {
      assert.deepEqual(await read({}), [
        'resources/read CLIENT',
        'resources/read SERVER',
      ]);
    });

    it('puts it there', async () => {
      assert.deepEqual(await read({ resourceUriInSpanName: true }), [
        `resources/read ${uri} CLIENT`,
        `resources/read ${uri} SERVER`,
      ]);
    });
  });
}
