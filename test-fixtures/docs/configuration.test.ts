/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { follow } from './support/follow.ts';
import { sectionOf } from './support/sections.ts';

const document = 'docs/configuration.md';

function called(spans: readonly { name: string; kind: string }[]): string[] {
  return spans
    .filter(({ name }) => name === 'tools/call now')
    .map(({ kind }) => kind)
    .sort();
}

describe(document, function () {
  this.timeout(120_000);

  for (const heading of ['In code', 'By variables', 'By a file'] as const) {
    it(`has options that count: ${heading}`, async () => {
      const { spans } = await follow({ document, heading });
      assert.deepEqual(called(spans), ['CLIENT', 'SERVER']);
      const parents = spans
        .filter(({ kind }) => kind === 'SERVER')
        .map(({ parentSpanId }) => parentSpanId);
      assert.ok(parents.length > 0);
      assert.ok(
        parents.every(parent => parent === undefined),
        'inbound: link makes new traces'
      );
    });
  }

  it('has an instrumentation beside all others', async () => {
    const heading = 'Beside other instrumentations';
    const { spans } = await follow({ document, heading });
    assert.deepEqual(called(spans), ['CLIENT', 'SERVER']);
  });

  it('has a variable in its file', async () => {
    const heading = 'By a file';
    const { spans } = await follow(
      { document, heading },
      { env: { CAPTURE: 'true' } }
    );
    const captured = spans.filter(
      ({ attributes }) => 'gen_ai.tool.call.arguments' in attributes
    );
    assert.equal(captured.length, 2);
  });

  it('has a switch that leaves nothing', async () => {
    const heading = 'Switches for operators';
    const { spans } = await follow(
      { document, heading },
      {
        edit: commands =>
          `${commands}node --import opentelemetry-instrumentation-mcp/auto app.js`,
      }
    );
    assert.deepEqual(called(spans), []);
  });

  it('shows the line of a wrong setting', async () => {
    const env = { OTEL_INSTRUMENTATION_MCP_INBOUND: 'perhaps' };
    const { printed } = await follow(
      { document, heading: 'In code' },
      { env, edit: commands => `exec 2>&1\n${commands}` }
    );
    const shown = sectionOf({ document, heading: 'When a setting is wrong' });
    assert.notEqual(printed.trim(), '');
    assert.ok(shown.includes(printed.trim()), printed);
  });
});
