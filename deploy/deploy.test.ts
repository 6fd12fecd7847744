/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startFixture, type SpanRecord } from 'opentelemetry-mcp-test-utils';
import { hasCommand } from '../examples/lib/commands.mjs';
import { startStandIn, type StandIn } from './test/collector.ts';
import { startPrometheus, type Prometheus } from './test/prometheus.ts';

interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

/** What the Collector's documentation recommends, for one core and for two. */
const SPANS_PER_SECOND = [8000, 16_000];

/** As Grafana fills the variables in, with the services of the demo chosen. */
const filled = (expression: string): string =>
  expression
    .replaceAll('$__rate_interval', '1m')
    .replaceAll('$job', 'agent|notes|travel');

const { panels } = JSON.parse(read('grafana/dashboards/mcp.json')) as Dashboard;
const alerts = [
  ...read('alerts.yml').matchAll(
    /- alert: (?<name>\w+)\n\s+expr: >-\n(?<expression>(?: {10}.*\n)+)/g
  ),
].map(({ groups }) => ({
  name: groups?.['name'] ?? '',
  expression: groups?.['expression'] ?? '',
}));

const EXAMPLES = join(import.meta.dirname, '..', 'examples');

/** The demo, and an agent one of whose tools is slow, and whose server dies. */
const PLAYED = ['demo', 'agent-loop'];

describe('the dashboard and the alerts', () => {
  let collector: StandIn;
  let prometheus: Prometheus;

  before(async function () {
    this.timeout(120_000);
    if (!hasCommand('prometheus')) this.skip();
    collector = await startStandIn();
    prometheus = await startPrometheus(collector.port);
    // A rate is that of two samples: everything is played twice.
    await playAll();
    await assertData('mcp_client_session_duration_seconds_count');
    await playAll();
  });
  after(async () => {
    if (!hasCommand('prometheus')) return;
    await prometheus.stop();
    await collector.close();
  });

  async function playAll(): Promise<void> {
    await Promise.all(
      PLAYED.map(async name => {
        const played = await startFixture({
          file: join(EXAMPLES, name, 'run.mjs'),
          env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
        });
        const { code } = await played.exited;
        assert.equal(code, 0, played.stderr);
      })
    );
  }

  /** Waits until Prometheus has scraped it, at most half a minute. */
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

  it('gets as many spans for a call as the README computes with', () => {
    const spans = collector.spans();
    const below = ({ spanId }: SpanRecord): SpanRecord[] =>
      spans
        .filter(({ parentSpanId }) => parentSpanId === spanId)
        .flatMap(child => [child, ...below(child)]);
    const called = (tool: string, kind: string) => {
      const [span] = spans.filter(
        span => span.name === `tools/call ${tool}` && span.kind === kind
      );
      assert.ok(span !== undefined, tool);
      return below(span).length + 1;
    };
    const toService = called('forecast', 'CLIENT');
    const counts = [
      called('search_notes', 'CLIENT'),
      toService - called('forecast', 'SERVER') + 1,
      toService,
    ];
    const rows = [
      ...read('README.md').matchAll(
        /^\| over .*\| (\d+) +\| ([\d,]+)\/s +\| ([\d,]+)\/s +\|$/gm
      ),
    ].map(row => row.slice(1).map(text => Number(text.replace(',', ''))));
    assert.deepEqual(
      rows,
      counts.map(count => [
        count,
        ...SPANS_PER_SECOND.map(spans => Math.floor(spans / count)),
      ])
    );
  });

  it('has no expression that this misses', () => {
    assert.equal(alerts.length, read('alerts.yml').match(/- alert:/g)?.length);
    assert.equal(panels.length, 10);
    assert.ok(alerts.length > 0);
  });
});

function read(name: string): string {
  return readFileSync(join(import.meta.dirname, name), 'utf8');
}
