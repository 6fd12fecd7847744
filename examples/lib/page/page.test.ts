/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  startFixture,
  startOtlpReceiver,
  type Fixture,
  type SpanRecord,
} from 'opentelemetry-mcp-test-utils';
import { documentOf, hasChromium } from '../chromium.mjs';

/** As wide as look.html makes it. */
const PHONE = 360;
const DEMO = new URL('../../demo/run.mjs', import.meta.url);

/** What look.html tells. */
interface Seen {
  /** More than the width of the phone where one has to scroll sideways. */
  readonly width: number;
  readonly paper: number;
  readonly texts: readonly {
    readonly text: string;
    readonly size: number;
    readonly contrast: number;
  }[];
}

describe('the page of a trace', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  const file = join(folder, 'trace.html');
  let demo: Fixture;
  let spans: readonly SpanRecord[];

  before(async () => {
    const receiver = await startOtlpReceiver();
    demo = await startFixture({
      file: DEMO,
      args: ['--html', file, '--ui'],
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url },
      ready: { on: 'stdout', match: /The trace is at (?<url>\S+) / },
      readyTimeoutMs: 60_000,
    });
    spans = receiver.spans();
    await receiver.close();
  });
  after(async () => {
    await demo.stop({ stdinEndMs: 0 });
    rmSync(folder, { recursive: true });
  });

  it('is shown on this machine until one ends it', async () => {
    const { url = '' } = demo.readyMatch?.groups ?? {};
    assert.equal(new URL(url).hostname, '127.0.0.1');
    const shown = await fetch(url);
    assert.equal(await shown.text(), readFileSync(file, 'utf8'));
  });

  it('shows service, kind, failure, links and attributes of each span', () => {
    const rows = rowsOf(readFileSync(file, 'utf8'));
    assert.ok(spans.some(({ links }) => links.length > 0));
    assert.ok(spans.some(({ status }) => status.code === 'ERROR'));
    for (const span of spans) {
      const row = rows.get(span.spanId) ?? '';
      assert.ok(row.includes(`>${span.service ?? ''}<`), span.name);
      assert.ok(row.includes(`>${span.kind.toLowerCase()}<`), span.name);
      assert.equal(row.includes('<em>✖'), span.status.code === 'ERROR');
      for (const { spanId } of span.links) {
        assert.ok(row.includes(`href="#s${spanId}"`) && rows.has(spanId));
      }
      for (const key of Object.keys(span.attributes)) {
        assert.ok(row.includes(`<th>${key}</th>`), `${span.name}: ${key}`);
      }
    }
  });

  for (const [scheme, isPaper] of [
    ['light', (luminance: number) => luminance > 0.8],
    ['dark', (luminance: number) => luminance < 0.05],
  ] as const) {
    it(`is legible on a phone, ${scheme}`, async function () {
      if (!hasChromium()) this.skip();
      copyFileSync(
        new URL('look.html', import.meta.url),
        join(folder, 'look.html')
      );
      const text = await documentOf(join(folder, 'look.html'), {
        dark: scheme === 'dark',
      });
      const [, told = '{}'] = /<pre>(.*)<\/pre>/s.exec(text) ?? [];
      const seen = JSON.parse(told.replaceAll('&amp;', '&')) as Seen;
      assert.ok(isPaper(seen.paper), String(seen.paper));
      assert.ok(seen.width <= PHONE, `${String(seen.width)} pixels wide`);
      assert.ok(seen.texts.length > spans.length * 3);
      for (const { text, size, contrast } of seen.texts) {
        assert.ok(size >= 11, `${text}: ${String(size)} pixels`);
        // What WCAG asks for at its level AA.
        assert.ok(contrast >= 4.5, `${text}: ${contrast.toFixed(2)}`);
      }
    });
  }
});

/** The HTML of each span, by its id. */
function rowsOf(html: string): ReadonlyMap<string, string> {
  return new Map(
    html
      .split('<details')
      .map(row => [/data-span="(\w+)"/.exec(row)?.[1] ?? '', row] as const)
  );
}
