/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { build } from 'esbuild';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { assertBothHalves, spansOf } from './bundles/spans.ts';
import { userMachine, type UserMachine } from './machine.ts';
import { nodeExecutable, type NodeLine } from './nodes.ts';

const VARIABLE = 'OTEL_INSTRUMENTATION_MCP_BUNDLED';

/** With synchronous hooks that work bundles are looked for unless told otherwise. */
const LINES: Partial<Record<NodeLine, boolean>> = {
  '20': false,
  '22.15': false,
  '24': true,
};

for (const [line, isDefault] of Object.entries(LINES)) {
  describe(`${VARIABLE}, Node ${line}`, function () {
    this.timeout(300_000);
    const node = nodeExecutable(line as NodeLine);
    let machine: UserMachine;
    let programs: string;

    before(async () => {
      // Of the same line of OpenTelemetry: installed once for both.
      machine = await userMachine(line === '24' ? '24' : '20');
      const source = join(import.meta.dirname, 'bundles', 'programs');
      programs = machine.place(source);
      await Promise.all(
        ['esm', 'cjs'].map(format =>
          build({
            entryPoints: [join(source, 'old-sdk.mjs')],
            outfile: join(programs, format === 'esm' ? 'esm.mjs' : 'cjs.cjs'),
            format: format as 'esm' | 'cjs',
            bundle: true,
            minify: true,
            platform: 'node',
            banner: {
              js:
                format === 'esm'
                  ? "import{createRequire}from'node:module';const require=createRequire(import.meta.url);"
                  : '',
            },
          })
        )
      );
    });

    for (const file of ['esm.mjs', 'cjs.cjs']) {
      for (const [value, isSought] of Object.entries({
        '': isDefault,
        true: true,
        false: false,
      })) {
        it(`${value || 'not set'}: ${isSought ? '' : 'not '}traced, ${file}`, async () => {
          const env = { [VARIABLE]: value };
          const spans = await spansOf({ node, programs, file, env });
          if (isSought) {
            assertBothHalves(spans);
          } else {
            assert.deepEqual(spans, []);
          }
        });
      }
    }
  });
}
