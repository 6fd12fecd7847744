/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { trace } from '@opentelemetry/api';
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import {
  McpInstrumentation,
  type McpInstrumentationConfig,
} from '../../src/index.ts';
import { collectDiagnostics } from '../support/diagnostics.ts';
import { connectPair } from '../support/pair.ts';
import { LINES_ESM, type Sdk } from '../support/sdk.ts';

const require = createRequire(import.meta.url);

/** Our own package once more, as CommonJS. */
const copy = require('opentelemetry-instrumentation-mcp') as {
  McpInstrumentation: typeof McpInstrumentation;
};

const redact = (value: unknown) => value;

/** The options of the first and of the second, and which of them are told. */
const CASES: Record<
  string,
  [McpInstrumentationConfig, McpInstrumentationConfig, string?]
> = {
  'the same': [
    { captureToolArguments: true, ignore: ['ping'], redact },
    { ignore: ['ping'], redact, captureToolArguments: true },
  ],
  'the defaults': [{ captureToolArguments: false }, {}],
  'another value': [{}, { captureToolArguments: true }, 'captureToolArguments'],
  'another list': [{ ignore: ['ping'] }, {}, 'ignore'],
  'another rule': [
    { ignore: [{ tool: 'a' }] },
    { ignore: [{ tool: 'b' }] },
    'ignore',
  ],
  'another function': [{ redact }, { redact: value => value }, 'redact'],
  several: [
    { inbound: 'link' },
    { outbound: 'none', redact },
    'redact, inbound, outbound',
  ],
};

function instrument(sdk: Sdk, instrumentation: McpInstrumentation): void {
  instrumentation.instrument(sdk.Client);
  instrumentation.instrument(sdk.McpServer);
}

for (const sdk of LINES_ESM) {
  for (const [copies, Second] of Object.entries({
    'of the same copy': McpInstrumentation,
    'of another copy': copy.McpInstrumentation,
  })) {
    describe(`a second instrumentation ${copies}, ${sdk.name}`, () => {
      const running: McpInstrumentation[] = [];
      const start = (
        Instrumentation: typeof McpInstrumentation,
        config: McpInstrumentationConfig
      ) => {
        const instrumentation = new Instrumentation(config);
        running.push(instrumentation);
        instrument(sdk, instrumentation);
        return instrumentation;
      };
      const startAfter = async (when: () => void | Promise<void>) => {
        const diagnostics = collectDiagnostics();
        try {
          await when();
          return [...diagnostics.lines];
        } finally {
          diagnostics.stop();
        }
      };
      afterEach(() => {
        for (const one of running.splice(0).reverse()) one.disable();
      });

      for (const [what, [first, second, told]] of Object.entries(CASES)) {
        it(`with ${what}: ${told === undefined ? 'nothing' : 'one line'}`, async () => {
          const lines = await startAfter(async () => {
            start(McpInstrumentation, first);
            start(Second, second);
            await (await connectPair(sdk)).close();
          });
          assert.equal(lines.length, told === undefined ? 0 : 1, lines.join());
          assert.ok(
            lines.join().includes(`(${told ?? ''})`) || !told,
            lines[0]
          );
        });
      }

      it('is told of when the SDK of OpenTelemetry starts', async () => {
        start(McpInstrumentation, {});
        const second = start(Second, { captureToolArguments: true });
        const lines = await startAfter(() => {
          second.setTracerProvider(trace.getTracerProvider());
          second.setTracerProvider(trace.getTracerProvider());
        });
        assert.equal(lines.length, 1);
      });

      it('says nothing where the first has let go', async () => {
        const lines = await startAfter(() => {
          start(McpInstrumentation, {}).disable();
          start(Second, { captureToolArguments: true });
        });
        assert.deepEqual(lines, []);
      });
    });
  }
}
