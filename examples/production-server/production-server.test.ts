/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { startFixture, startOtlpReceiver } from 'opentelemetry-mcp-test-utils';
import { hasCommand } from '../lib/commands.mjs';
import { testExample } from '../lib/test-example.ts';
import { startPostgreSql } from './postgresql.ts';
import { shown, verdict } from './verdict.mjs';

describe('the example production-server', () => {
  const run = testExample({
    folder: import.meta.dirname,
    verdict,
    shown,
    holds:
      /^✔ of 1000 calls \d+ are traced completely, the others not at all$/m,
  });

  it('has the rate, the errors and the duration of each tool', () => {
    const { stdout } = run().process;
    assert.match(stdout, /^✔ price: 800 calls, 100 failed, [\d.]+ ms/m);
    assert.match(stdout, /^✔ price_abroad: 201 calls, 0 failed, [\d.]+ ms/m);
  });
});

describe('the example production-server with a PostgreSQL of your own', () => {
  it('is traced as well', async function () {
    if (!hasCommand('initdb')) this.skip();
    const postgreSql = await startPostgreSql();
    const backend = await startOtlpReceiver();
    const example = await startFixture({
      file: 'run.mjs',
      cwd: import.meta.dirname,
      env: {
        DATABASE_URL: postgreSql.url,
        OTEL_EXPORTER_OTLP_ENDPOINT: backend.url,
      },
    });
    const { code } = await example.exited;
    await postgreSql.stop();
    await backend.close();
    assert.equal(code, 0, example.stderr);
    const [spans, metrics, logs] = [
      backend.spans(),
      backend.metrics(),
      backend.logs(),
    ];
    verdict({ spans, metrics, logs });
    const ports = spans
      .filter(({ name }) => name.startsWith('pg.query'))
      .map(({ attributes }) => JSON.stringify(attributes));
    const { port } = new URL(postgreSql.url);
    assert.ok(ports.length > 0);
    for (const attributes of ports) assert.ok(attributes.includes(port));
  }).timeout(120_000);
});
