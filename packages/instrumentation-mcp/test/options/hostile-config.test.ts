/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { trace } from '@opentelemetry/api';
import assert from 'node:assert/strict';
import {
  McpInstrumentation,
  type McpInstrumentationConfig,
} from '../../src/index.ts';
import {
  collectDiagnostics,
  type Diagnostics,
} from '../support/diagnostics.ts';
import { connectPair, settled } from '../support/pair.ts';
import { callTool, LINES_ESM } from '../support/sdk.ts';
import { mcpSpans } from '../support/spans.ts';
import { observe, withEnvironment } from './support/observe.ts';

const fail = (): never => {
  throw new Error('nothing for you');
};
const throwing = (name: string): object =>
  Object.defineProperty({}, name, { enumerable: true, get: fail });

/** Programs without types give anything. */
const untyped = (config: unknown) => config as McpInstrumentationConfig;

/** A config and the lines it makes: mistakes are told of, once each. */
const HOSTILE: Readonly<Record<string, readonly [unknown, readonly RegExp[]]>> =
  {
    null: [null, []],
    'a string': ['captureToolArguments', []],
    'a number': [7, []],
    'a getter that throws': [
      throwing('captureToolArguments'),
      [/option captureToolArguments cannot be read and is ignored; /],
    ],
    'enabled with a getter that throws': [
      throwing('enabled'),
      [/option enabled cannot be read and is ignored; /],
    ],
    'enabled as text': [
      { enabled: 'false' },
      [/option enabled is not valid and is ignored; set it to true or false/],
    ],
    'enabled undefined': [{ enabled: undefined }, []],
    'a proxy that throws': [
      new Proxy({}, { ownKeys: fail, get: fail }),
      [/the options cannot be read and are ignored; pass an object/],
    ],
    'a list that throws': [
      { ignore: new Proxy([], { get: fail }) },
      [/option ignore is not valid and is ignored; set it to a list/],
    ],
    'a rule that throws': [
      { ignore: [throwing('method')] },
      [/option ignore is not valid and is ignored; set it to a list/],
    ],
    'several mistakes': [
      { parent: 'both', baggage: 7, colour: 'red' },
      [
        /option colour does not exist/,
        /option parent is not valid/,
        /option baggage is not valid/,
      ],
    ],
  };

describe('a hostile config', () => {
  let diagnostics: Diagnostics;
  beforeEach(() => {
    diagnostics = collectDiagnostics();
  });
  afterEach(() => {
    diagnostics.stop();
  });

  for (const [what, [config, expected]] of Object.entries(HOSTILE)) {
    it(`${what}: is told of and leaves tracing on`, () => {
      const instrumentation = new McpInstrumentation(untyped(config));
      try {
        assert.equal(instrumentation.isEnabled(), true);
        assert.equal(diagnostics.lines.length, expected.length);
        for (const pattern of expected) {
          const found = diagnostics.lines.filter(line => pattern.test(line));
          assert.equal(
            found.length,
            1,
            `${String(pattern)}: ${diagnostics.lines.join('\n')}`
          );
        }
        for (const line of diagnostics.lines) {
          assert.match(line, /^opentelemetry-instrumentation-mcp /);
        }
      } finally {
        instrumentation.disable();
      }
    });
  }
});

describe('a mistake that is made before anybody listens', () => {
  const mistaken = untyped({ parent: 'both' });

  it('is told, once, as soon as an SDK hands over its tracers', () => {
    const instrumentation = new McpInstrumentation(mistaken);
    const diagnostics = collectDiagnostics();
    try {
      assert.equal(diagnostics.lines.length, 0);
      for (let times = 0; times < 2; times++) {
        instrumentation.setTracerProvider(trace.getTracerProvider());
        assert.equal(diagnostics.lines.length, 1);
        assert.match(diagnostics.lines[0] ?? '', /option parent is not valid/);
      }
    } finally {
      diagnostics.stop();
      instrumentation.disable();
    }
  });

  for (const sdk of LINES_ESM) {
    it(`is told, once, with the first message, ${sdk.name}`, async () => {
      const instrumentation = new McpInstrumentation(mistaken);
      for (const namespace of sdk.namespaces) {
        instrumentation.instrument(namespace);
      }
      const diagnostics = collectDiagnostics();
      try {
        const pair = await connectPair(sdk);
        await pair.client.ping();
        await pair.close();
        assert.equal(diagnostics.lines.length, 1);
        assert.match(diagnostics.lines[0] ?? '', /option parent is not valid/);
      } finally {
        diagnostics.stop();
        instrumentation.disable();
      }
    });
  }
});

for (const sdk of LINES_ESM) {
  describe(`setConfig() later, ${sdk.name}`, () => {
    it('holds for the next message on an open connection', async () => {
      const observed = observe(sdk);
      const { telemetry, instrumentation } = observed;
      const pair = await connectPair(sdk);
      const args = { name: 'echo', arguments: { text: 'heard' } };
      const captured = async () => {
        await settled();
        await telemetry.reset();
        await callTool(sdk, pair.client, args);
        await settled();
        return mcpSpans(telemetry.spans()).map(
          span => span.attributes['gen_ai.tool.call.arguments']
        );
      };
      try {
        assert.deepEqual(await captured(), [undefined, undefined]);
        instrumentation.setConfig({ captureToolArguments: true });
        const text = { text: 'heard' };
        assert.deepEqual(await captured(), [text, text]);
        instrumentation.setConfig({ propagationOnly: true });
        assert.deepEqual(await captured(), []);
        instrumentation.setConfig();
        assert.deepEqual(await captured(), [undefined, undefined]);
        withEnvironment(
          { OTEL_INSTRUMENTATION_MCP_CAPTURE_TOOL_ARGUMENTS: 'true' },
          () => {
            instrumentation.setConfig({ captureToolArguments: false });
          }
        );
        assert.deepEqual(await captured(), [text, text]);
        assert.deepEqual(observed.diagnostics.lines, []);
      } finally {
        await pair.close();
        await observed.stop();
      }
    });
  });
}
