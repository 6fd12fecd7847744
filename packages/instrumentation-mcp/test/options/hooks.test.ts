/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Span } from '@opentelemetry/api';
import { AlwaysOffSampler } from '@opentelemetry/sdk-trace';
import assert from 'node:assert/strict';
import type { TelemetryOptions } from 'opentelemetry-mcp-test-utils';
import type {
  McpInstrumentationConfig,
  McpMessageInfo,
} from '../../src/index.ts';
import { connectPair, settled } from '../support/pair.ts';
import { callTool, LINES_ESM, type Message, type Sdk } from '../support/sdk.ts';
import { spanOf } from '../support/spans.ts';
import { observe, type Observed } from './support/observe.ts';

const ECHO = { name: 'echo', arguments: { text: 'x' } };
const SIDES = ['CLIENT', 'SERVER'] as const;

interface Played {
  readonly observed: Observed;
  readonly result: Message;
}

async function play(
  sdk: Sdk,
  config: McpInstrumentationConfig,
  options: TelemetryOptions = {}
): Promise<Played> {
  const ignore = (message: McpMessageInfo) => message.method !== 'tools/call';
  const observed = observe(sdk, { ...config, ignore }, options);
  const pair = await connectPair(sdk);
  const result = await callTool(sdk, pair.client, ECHO);
  await settled();
  await pair.close();
  await observed.stop();
  assert.deepEqual(observed.telemetry.unended(), []);
  return { observed, result };
}

function assertTraced({ observed, result }: Played, lines: RegExp): void {
  assert.deepEqual(result['content'], [{ type: 'text', text: '"x"' }]);
  for (const side of SIDES) {
    const name = 'tools/call echo';
    const { status } = spanOf(observed.telemetry.spans(), name, side);
    assert.equal(status.code, 'UNSET');
  }
  assert.equal(observed.diagnostics.lines.length, 2);
  for (const line of observed.diagnostics.lines) {
    assert.match(line, lines);
  }
}

for (const sdk of LINES_ESM) {
  describe(`hooks, ${sdk.name}`, () => {
    it('requestHook is given each span with its message', async () => {
      const seen: McpMessageInfo[] = [];
      const requestHook = (span: Span, message: McpMessageInfo) => {
        seen.push(message);
        span.setAttribute('mine', message.side);
      };
      const { observed } = await play(sdk, { requestHook });
      assert.deepEqual(
        seen.map(({ side }) => side),
        ['client', 'server']
      );
      for (const { method, params } of seen) {
        assert.equal(method, 'tools/call');
        assert.deepEqual((params as typeof ECHO).arguments, ECHO.arguments);
      }
      for (const side of SIDES) {
        const name = 'tools/call echo';
        const { attributes } = spanOf(observed.telemetry.spans(), name, side);
        assert.equal(attributes['mine'], side.toLowerCase());
      }
    });

    it('responseHook is given each span with its response, before it ends', async () => {
      const seen: unknown[] = [];
      const responseHook = (span: Span, response: unknown) => {
        seen.push(response);
        assert.equal(span.isRecording(), true);
        span.updateName('renamed');
      };
      const { observed } = await play(sdk, { responseHook });
      assert.deepEqual(
        observed.telemetry.spans().filter(({ name }) => name === 'renamed')
          .length,
        2
      );
      assert.equal(seen.length, 2);
      for (const response of seen) {
        const { result } = response as { result: { content: unknown } };
        assert.deepEqual(result.content, [{ type: 'text', text: '"x"' }]);
      }
    });

    for (const name of ['requestHook', 'responseHook'] as const) {
      it(`a ${name} that throws costs one line`, async () => {
        const hook = () => {
          throw new TypeError('secret');
        };
        const line = new RegExp(
          `option ${name} threw a TypeError; it is passed over$`
        );
        assertTraced(await play(sdk, { [name]: hook }), line);
      });

      it(`a ${name} that rejects costs one line`, async () => {
        const hook = () => Promise.reject(new TypeError('secret'));
        const line = new RegExp(
          `option ${name} threw a TypeError; it is passed over$`
        );
        assertTraced(await play(sdk, { [name]: hook }), line);
      });

      it(`a ${name} may throw what cannot be read`, async () => {
        const hook = () => {
          throw Object.defineProperty(new Error('secret'), 'name', {
            get: () => {
              throw new Error('secret');
            },
          });
        };
        const line = new RegExp(
          `option ${name} threw a value that cannot be read`
        );
        assertTraced(await play(sdk, { [name]: hook }), line);
      });

      it(`a ${name} is not called for what is not sampled or ignored`, async () => {
        const calls: string[] = [];
        const hook = () => void calls.push(name);
        const sampler = new AlwaysOffSampler();
        await play(sdk, { [name]: hook }, { sampler });
        await play(sdk, { [name]: hook, propagationOnly: true });
        assert.deepEqual(calls, []);
        await play(sdk, { [name]: hook });
        assert.deepEqual(calls, [name, name]);
      });
    }
  });
}
