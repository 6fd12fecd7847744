/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  assertSingleTrace,
  startOtlpReceiver,
  type OtlpReceiver,
} from 'opentelemetry-mcp-test-utils';
import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { oldestSdkFixtures } from './support/installed-fixtures.ts';
import { runHost, type HostReport } from './support/host-process.ts';
import { AUTO, imports, REGISTER } from './support/server-process.ts';

const HOSTS = ['v1-host.mjs', 'v1-host.cjs', 'v2-host.mjs', 'v2-host.cjs'];
const SDK = imports('./batching-sdk.mjs');
const OUTBOUND = 'OTEL_INSTRUMENTATION_MCP_OUTBOUND';
const ON = { OTEL_INSTRUMENTATION_MCP_FORWARD_ENVIRONMENT: 'true' };
function traceparent({ span }: HostReport): string {
  return `00-${span?.traceId ?? ''}-${span?.spanId ?? ''}-01`;
}

/** Variables that only those have whose host forwards them. */
function forwarded({ environment }: HostReport): string[] {
  return Object.keys(environment)
    .filter(name =>
      /^(OTEL_.*|NODE_OPTIONS|TRACEPARENT|TRACESTATE|BAGGAGE)$/.test(name)
    )
    .sort();
}

describe('the environment of a server that a stdio client starts', function () {
  this.timeout(60_000);
  let receiver: OtlpReceiver;
  const endpoint = () => ({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });

  before(async () => {
    receiver = await startOtlpReceiver();
  });
  afterEach(() => {
    receiver.reset();
  });
  after(() => receiver.close());

  for (const file of HOSTS) {
    it(`is the SDK's own by default: ${file}`, async () => {
      const env = { ...endpoint(), SPAN: '1' };
      const bare = await runHost({ file, env, execArgv: SDK });
      const execArgv = [...imports(REGISTER), ...SDK];
      const traced = await runHost({ file, env, execArgv });
      assert.deepEqual(
        Object.entries(traced.environment),
        Object.entries(bare.environment)
      );
      assert.deepEqual(forwarded(traced), []);
    });

    it(`has what telemetry needs, when asked for: ${file}`, async () => {
      const report = await runHost({
        file,
        execArgv: [...imports(REGISTER), ...SDK],
        env: {
          ...ON,
          ...endpoint(),
          SPAN: '1',
          OTEL_SERVICE_NAME: 'host',
          OTEL_RESOURCE_ATTRIBUTES:
            'service.name=host,team=a%2Cb,service.instance.id=1,zone=z',
        },
        server: { cwd: tmpdir() },
      });
      const { environment, unchanged } = report;
      assert.deepEqual(forwarded(report), [
        'NODE_OPTIONS',
        'OTEL_EXPORTER_OTLP_ENDPOINT',
        'OTEL_INSTRUMENTATION_MCP_FORWARD_ENVIRONMENT',
        'OTEL_RESOURCE_ATTRIBUTES',
        'TRACEPARENT',
      ]);
      assert.equal(environment['TRACEPARENT'], traceparent(report));
      assert.equal(
        environment['OTEL_RESOURCE_ATTRIBUTES'],
        'team=a%2Cb,zone=z'
      );
      assert.match(
        environment['NODE_OPTIONS'] ?? '',
        /^--require \S+\/preload\/register\.cjs$/
      );
      assert.equal(environment['PATH'], process.env['PATH']);
      assert.equal(unchanged, true, 'the parameters are the application’s');
    });
  }

  it('has what telemetry needs beside what SDK 1.8 gives it', async function () {
    this.timeout(300_000);
    const options = {
      file: 'v1-host.mjs',
      folder: oldestSdkFixtures(),
      execArgv: [...imports(REGISTER), ...SDK],
      env: { ...ON, ...endpoint(), SPAN: '1' },
    };
    const none = await runHost(options);
    assert.equal(none.environment['TRACEPARENT'], traceparent(none));
    assert.equal(none.environment['PATH'], process.env['PATH']);
    const given = await runHost({
      ...options,
      server: { env: { OWN: 'own' } },
    });
    assert.equal(given.environment['TRACEPARENT'], traceparent(given));
    assert.equal(given.environment['OWN'], 'own');
    assert.equal(given.environment['HOME'], undefined);
  });

  it('has baggage as far as the operator allows it', async () => {
    const options = {
      file: 'v1-host.mjs',
      execArgv: [...imports(REGISTER), ...SDK],
    };
    const env = { ...ON, ...endpoint(), SPAN: '1' };
    const baggage = 'OTEL_INSTRUMENTATION_MCP_BAGGAGE';
    const some = await runHost({
      ...options,
      env: { ...env, [baggage]: 'tenant' },
    });
    assert.equal(some.environment['BAGGAGE'], 'tenant=a');
    const none = await runHost({
      ...options,
      env: { ...env, [baggage]: 'all', [OUTBOUND]: 'none' },
    });
    assert.deepEqual(forwarded(none), []);
  });

  it('has what the application gave, above all', async () => {
    const given = {
      NODE_OPTIONS: '--no-deprecation',
      OTEL_EXPORTER_OTLP_ENDPOINT: '',
      OTEL_SERVICE_NAME: 'weather',
      TRACEPARENT: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-00`,
      OWN: 'own',
    };
    const { environment, unchanged } = await runHost({
      file: 'v2-host.mjs',
      execArgv: [...imports(REGISTER), ...SDK],
      env: { ...ON, ...endpoint(), SPAN: '1', OTEL_BSP_SCHEDULE_DELAY: '1' },
      server: { env: given },
    });
    for (const [name, value] of Object.entries(given)) {
      assert.equal(environment[name], value, name);
    }
    assert.equal(environment['OTEL_BSP_SCHEDULE_DELAY'], '1');
    assert.equal(environment['TRACESTATE'], undefined);
    assert.equal(unchanged, true);
  });

  it('has credentials only where a list names it', async () => {
    const secrets = {
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=secret',
      OTEL_EXPORTER_OTLP_TRACES_CLIENT_KEY: '/none.pem',
    };
    const received = async (outbound: string) => {
      const { environment } = await runHost({
        file: 'v1-host.mjs',
        execArgv: imports(REGISTER),
        env: { ...ON, ...secrets, [OUTBOUND]: outbound },
      });
      const kept = Object.keys(secrets).filter(name => name in environment);
      return { kept, isForwarded: 'NODE_OPTIONS' in environment };
    };
    const none = { kept: [], isForwarded: true };
    const all = { kept: Object.keys(secrets), isForwarded: true };
    assert.deepEqual(await received('all'), none);
    assert.deepEqual(await received('*'), none);
    assert.deepEqual(await received('*v1-server.mjs'), all);
    assert.deepEqual(await received('*another-server.mjs'), {
      kept: [],
      isForwarded: false,
    });
  });

  it('has no flag of the host but ours, by a file that is found from anywhere', async () => {
    const { environment } = await runHost({
      file: 'v1-host.mjs',
      execArgv: imports(REGISTER),
      env: {
        ...ON,
        ...endpoint(),
        NODE_OPTIONS: `--no-deprecation --import=./batching-sdk.mjs --import ${REGISTER}`,
      },
      server: { cwd: tmpdir() },
    });
    assert.match(
      environment['NODE_OPTIONS'] ?? '',
      /^--require \S+\/preload\/register\.cjs$/
    );
  });

  it('makes one trace out of a flag on the host alone', async () => {
    await runHost({
      file: 'v1-host.mjs',
      execArgv: imports(AUTO),
      env: {
        ...ON,
        ...endpoint(),
        SPAN: '1',
        OTEL_NODE_RESOURCE_DETECTORS: 'none',
        OTEL_NODE_DISABLED_INSTRUMENTATIONS: 'net,dns',
      },
    });
    const spans = receiver.spans();
    assertSingleTrace(spans);
    const kinds = spans
      .filter(({ name }) => name === 'tools/call environment')
      .map(({ kind }) => kind);
    assert.deepEqual(kinds.sort(), ['CLIENT', 'SERVER']);
  });
});
