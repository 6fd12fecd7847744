/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { missingCommands } from '../lib/commands.mjs';
import { runWithOnly } from '../lib/bare-machine.ts';
import { testExample } from '../lib/test-example.ts';
import { hasGoSdk } from './go.mjs';
import { verdict } from './verdict.mjs';

describe('the example rag-pipeline', () => {
  const ran = testExample({
    folder: import.meta.dirname,
    verdict,
    holds: /^✔ each question is one trace, in TypeScript/m,
    usesCommands: true,
  });

  it("makes spans by OpenTelemetry's SDK for Go, where it is installed", function () {
    if (!hasGoSdk()) this.skip();
    assert.match(
      ran().process.stdout,
      /^✔ the spans of Go are by OpenTelemetry's SDK$/m
    );
  });
});

describe('the example rag-pipeline on a machine that has', function () {
  this.timeout(60_000);

  for (const [commands, missing, languages] of [
    [[], ['python3', 'go', 'java'], 'TypeScript'],
    [['go'], ['python3', 'java'], 'TypeScript and Go'],
    [['python3', 'java'], ['go'], 'TypeScript, Python, and Java'],
  ] as const) {
    it(`${languages}: says what is missing, and runs the rest`, async function () {
      if (missingCommands(commands).length > 0) this.skip();
      const printed = await runWithOnly(import.meta.dirname, commands, {
        GOPATH: import.meta.dirname,
      });
      for (const command of missing) {
        assert.ok(printed.includes(`There is no ${command} here: `), command);
      }
      assert.ok(printed.includes(`trace, in ${languages}\n`), printed);
      assert.equal(
        printed.includes('the spans of Go are by its standard library\n'),
        languages.endsWith('Go')
      );
    });
  }
});
