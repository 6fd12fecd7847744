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
const REQUIRED = ['--require', 'opentelemetry-instrumentation-mcp/register'];
const AUTO = ['--import', 'opentelemetry-instrumentation-mcp/auto'];
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

/** What operators write, and what they are told. */
const WRONG: Readonly<Record<string, RegExp>> = {
  'INBOUND=perhaps': /set it to "continue" or "link" or "ignore"$/,
  'INBOUD=link': /INBOUD does not exist and is ignored; correct its name/,
  'ENABLED=flase': /set it to true or false$/,
  'BUNDLED=maybe': /set it to true or false$/,
  'CAPTURE_TOOL_ARGUMENTS=yes': /set it to true or false$/,
  'CAPTURE_MAX_LENGTH=-1': /set it to a whole number of at least 2$/,
  'PARENT=header': /set it to "meta" or "ambient"$/,
  'PROPAGATE=tools': /set it to "all" or "spec-methods"$/,
  'FOREIGN_CARRIERS=dd': /set it to a list of "datadog" or "arguments"$/,
  'LOGS_FROM_MCP=all': /set it to "off" or "client" or "server" or "both"$/,
  'TOOL_EXCEPTIONS=true': /set it to "log" or "span-event" or "off"$/,
};

describe('a wrong setting', () => {
  it('is one line that says what it may be, whichever it is', async () => {
    await Promise.all(
      Object.entries(WRONG).map(async ([setting, told]) => {
        const [name = '', value = ''] = setting.split('=');
        const { stdout, stderr } = await run(AUTO, {
          OTEL_INSTRUMENTATION_MCP_INBOUND: '',
          [`OTEL_INSTRUMENTATION_MCP_${name}`]: value,
        });
        assert.equal(stdout, '');
        assert.match(stderr.trimEnd(), told);
        assert.equal(stderr.trim().split('\n').length, 1, stderr);
      })
    );
  }).timeout(60_000);

  for (const [way, flags] of [
    ['./register', [...REGISTER, ...PROVIDER]],
    ['a set-up in code', IN_CODE],
    ['both', [...REGISTER, ...IN_CODE]],
    ['--require ./register', [...REQUIRED, ...PROVIDER]],
    ['./auto', AUTO],
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
