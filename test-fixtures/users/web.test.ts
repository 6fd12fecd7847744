/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execute, type SpanLine } from './bundles/spans.ts';
import { machineWithTools } from './bundles/tools.ts';
import type { UserMachine } from './machine.ts';

const CHROMIUM = '/usr/bin/chromium';

/** Both halves of both requests, each in a trace of its own. */
function assertTraced(text: string): void {
  const spans = JSON.parse(text) as SpanLine[];
  const names = ['server/discover', 'tools/call answer'];
  assert.deepEqual(
    spans.map(({ name, kind }) => `${name} ${String(kind)}`).sort(),
    names.flatMap(name => [`${name} 1`, `${name} 2`])
  );
  for (const name of names) {
    const [server, client] = [1, 2].map(wanted =>
      spans.find(span => span.name === name && span.kind === wanted)
    );
    assert.equal(server?.traceId, client?.traceId);
    assert.equal(server?.parentId, client?.spanId);
    assert.equal(client?.attributes['server.address'], 'web.test');
  }
}

describe('without Node.js', function () {
  this.timeout(300_000);
  let machine: UserMachine;
  let folder: string;
  let bundled: string[];

  before(async () => {
    machine = await machineWithTools();
    folder = machine.place(join(import.meta.dirname, 'web', 'web'));
    const { stdout } = await run('build.mjs');
    bundled = JSON.parse(stdout) as string[];
  });

  function run(file: string) {
    return execute(machine.node, [file], { cwd: folder, timeout: 60_000 });
  }

  it('a bundler takes the entry for the web', () => {
    assert.equal(bundled.length, 2);
    for (const file of bundled) {
      assert.match(file, /opentelemetry-instrumentation-mcp\/dist\/web\.mjs$/);
    }
  });

  it('a worker is traced, in workerd', async () => {
    const { stdout } = await run('run-worker.mjs');
    assertTraced(stdout);
  });

  it('a page is traced, in Chromium', async function () {
    if (!existsSync(CHROMIUM)) {
      this.skip();
    }
    const { stdout } = await execute(
      CHROMIUM,
      [
        ...['--headless', '--no-sandbox', '--disable-gpu'],
        ...['--virtual-time-budget=10000', '--dump-dom'],
        pathToFileURL(join(folder, 'out', 'index.html')).href,
      ],
      { timeout: 60_000 }
    );
    const [, text = ''] = /<body>(.*)<\/body>/s.exec(stdout) ?? [];
    assertTraced(text.trim());
  });
});
