/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { startFixture } from 'opentelemetry-mcp-test-utils';

const PROGRAM = new URL('fixtures/in-memory.mjs', import.meta.url);
const LINE =
  /OTEL_INSTRUMENTATION_MCP_INBOUND is not valid and is ignored; set it to /g;
const REGISTER = ['--import', 'opentelemetry-instrumentation-mcp/register'];
const PROVIDER = [
  '--import',
  new URL('fixtures/provider.mjs', import.meta.url).href,
];
const IN_CODE = [
  '--import',
  new URL('fixtures/in-code.mjs', import.meta.url).href,
];

interface Written {
  readonly stdout: string;
  readonly stderr: string;
}

async function run(
  execArgv: readonly string[],
  env: Readonly<Record<string, string>> = {}
): Promise<Written> {
  const fixture = await startFixture({
    file: PROGRAM,
    execArgv,
    env: {
      OTEL_INSTRUMENTATION_MCP_INBOUND: 'perhaps',
      OTEL_TRACES_EXPORTER: 'none',
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
      ...env,
    },
  });
  const { code } = await fixture.exited;
  assert.equal(code, 0, fixture.stderr);
  return fixture;
}

describe('a wrong setting', () => {
  for (const [way, flags] of [
    ['./register', [...REGISTER, ...PROVIDER]],
    ['a set-up in code', IN_CODE],
    ['both', [...REGISTER, ...IN_CODE]],
  ] as const) {
    it(`is one line on stderr: ${way}`, async () => {
      const { stdout, stderr } = await run(flags);
      assert.equal(stdout, '');
      assert.equal(stderr.match(LINE)?.length, 1, stderr);
      assert.equal(stderr.trim().split('\n').length, 1, stderr);
    });
  }

  it('goes to diag where OTEL_LOG_LEVEL is set', async () => {
    const { stdout, stderr } = await run(IN_CODE, { OTEL_LOG_LEVEL: 'error' });
    assert.equal(stdout, '');
    assert.equal(stderr.match(LINE)?.length, 1, stderr);
  });

  it('is nothing to a program without MCP', async () => {
    const fixture = await startFixture({
      file: new URL('fixtures/no-mcp.mjs', import.meta.url),
      execArgv: REGISTER,
      env: { OTEL_INSTRUMENTATION_MCP_INBOUND: 'perhaps' },
    });
    await fixture.exited;
    assert.equal(fixture.stderr, '');
  });
});
