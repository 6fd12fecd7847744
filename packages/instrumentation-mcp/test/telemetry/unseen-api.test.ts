/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { McpInstrumentation } from '../../src/index.ts';
import { connectPair, inSpan, settled } from '../support/pair.ts';
import { callTool, LINES_ESM } from '../support/sdk.ts';

const OWN = JSON.parse(
  readFileSync(
    new URL(
      '../../../../node_modules/@opentelemetry/api/package.json',
      import.meta.url
    ),
    'utf8'
  )
) as { version: string };

/** Where each major version of the API keeps what is registered globally. */
function keyOf(major: number): symbol {
  return Symbol.for(`opentelemetry.js.api.${major}`);
}

/** Copies of the API that ours, 1.10, has nothing in common with. */
const UNSEEN: Record<string, Record<string, object>> = {
  '2.0.0': { trace: {} },
  '1.9.1': { trace: {} },
  '1.9.0': { metrics: {} },
};

for (const sdk of LINES_ESM) {
  for (const [version, registered] of Object.entries(UNSEEN)) {
    describe(`a provider of the API ${version}, which ours cannot see, ${sdk.name}`, () => {
      const key = keyOf(Number(version[0]));
      const lines: string[] = [];
      const logger = {
        error: (...args: string[]) => lines.push(args.join(' ')),
      };
      let instrumentation: McpInstrumentation;
      beforeEach(() => {
        lines.length = 0;
        instrumentation = new McpInstrumentation();
        instrumentation.instrument(sdk.Client);
        instrumentation.instrument(sdk.Server);
      });
      afterEach(() => {
        instrumentation.disable();
        Reflect.deleteProperty(globalThis, key);
      });

      const register = (api: object) => {
        Reflect.set(globalThis, key, { version, ...registered, ...api });
      };
      const talk = async () => {
        const pair = await connectPair(sdk);
        const params = { name: 'echo', arguments: {} };
        await inSpan('app', () => callTool(sdk, pair.client, params));
        await pair.close();
        await settled();
      };

      it('is told in one line', async () => {
        register({ diag: logger });
        await talk();
        await talk();
        assert.equal(lines.length, 1, lines.join('\n'));
        for (const named of [version, OWN.version]) {
          assert.ok(lines.join().includes(named), lines.join());
        }
      });
    });
  }
}
