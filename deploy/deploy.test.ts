/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startFixture, type Fixture } from 'opentelemetry-mcp-test-utils';
import { hasCommand } from '../examples/lib/commands.mjs';
import {
  freePort,
  startPrometheus,
  type Prometheus,
} from './test/prometheus.ts';

interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

const FLAG = ['--import', 'opentelemetry-instrumentation-mcp/auto'];

/** As Grafana fills the variables in. */
const filled = (expression: string): string =>
  expression.replaceAll('$__rate_interval', '1m').replaceAll('$job', '.+');

const { panels } = JSON.parse(read('grafana/dashboards/mcp.json')) as Dashboard;
const alerts = [
  ...read('alerts.yml').matchAll(
    /- alert: (?<name>\w+)\n\s+expr: >-\n(?<expression>(?: {10}.*\n)+)/g
  ),
].map(({ groups }) => ({
  name: groups?.['name'] ?? '',
  expression: groups?.['expression'] ?? '',
}));

describe('the dashboard and the alerts', () => {
  const programs: Fixture[] = [];
  let prometheus: Prometheus;

  before(async function () {
    this.timeout(120_000);
    if (!hasCommand('prometheus')) this.skip();
    const ports = { shop: await freePort(), agent: await freePort() };
    const shop = await start('shop', ports.shop, [], /^http.*(?=\n)/);
    await start('agents', ports.agent, [shop.readyMatch?.[0] ?? ''], 'started');
    prometheus = await startPrometheus(ports);
  });
  after(async () => {
    await Promise.all(programs.map(program => program.stop({ stdinEndMs: 0 })));
    if (hasCommand('prometheus')) await prometheus.stop();
  });

  async function start(
    name: string,
    port: number,
    args: string[],
    match: string | RegExp
  ): Promise<Fixture> {
    const program = await startFixture({
      file: `${name}.mjs`,
      args,
      execArgv: FLAG,
      cwd: join(import.meta.dirname, 'test'),
      env: {
        OTEL_METRICS_EXPORTER: 'prometheus',
        OTEL_EXPORTER_PROMETHEUS_PORT: String(port),
        OTEL_EXPORTER_PROMETHEUS_HOST: '127.0.0.1',
        OTEL_TRACES_EXPORTER: 'none',
        OTEL_LOGS_EXPORTER: 'none',
        OTEL_NODE_RESOURCE_DETECTORS: 'none',
        OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'mcp',
      },
      ready: { on: 'stdout', match },
      readyTimeoutMs: 60_000,
    });
    programs.push(program);
    return program;
  }

  /** Waits for the second of two different samples, at most half a minute. */
  async function assertData(expression: string): Promise<void> {
    for (let tries = 0; tries < 60; tries += 1) {
      const values = await prometheus.query(expression);
      if (values.some(value => Number.isFinite(value))) return;
      await delay(500);
    }
    assert.fail(`no data: ${expression}`);
  }

  for (const { title, targets } of panels) {
    it(`shows "${title}"`, async () => {
      for (const { expr } of targets) await assertData(filled(expr));
    }).timeout(60_000);
  }

  for (const { name, expression } of alerts) {
    it(`${name} would fire`, () => assertData(expression)).timeout(60_000);
  }

  it('has no expression that this misses', () => {
    assert.equal(alerts.length, read('alerts.yml').match(/- alert:/g)?.length);
    assert.equal(panels.length, 10);
    assert.ok(alerts.length > 0);
  });
});

function read(name: string): string {
  return readFileSync(join(import.meta.dirname, name), 'utf8');
}
