/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { ATTRIBUTE_RULES } from '../../src/conventions/attribute-rules.ts';
import { conventionTables } from '../../src/conventions/tables.ts';
import { format } from 'prettier';

describe('conventionTables', () => {
  const tables = conventionTables();

  it('has a row for every attribute', () => {
    const keys = tables.attributes
      .split('\n')
      .slice(2)
      .map(row => /^\| `(.+?)`/.exec(row)?.[1]);
    assert.deepEqual(
      keys,
      ATTRIBUTE_RULES.map(({ key }) => key)
    );
    assert.match(
      tables.attributes,
      /^\| `mcp\.method\.name` +\| string +\| required +\| required +\| required +\| never +\|$/m
    );
  });

  it('has a row for both spans, every metric and every rule', () => {
    assert.match(tables.spans, /^\| CLIENT \| `\{mcp\.method\.name\} /m);
    assert.match(tables.spans, /^\| SERVER \| /m);
    assert.match(
      tables.metrics,
      /^\| `mcp\.server\.session\.duration` +\| histogram +\| `s` +\| 0\.01, /m
    );
    assert.match(tables.rules, /^\| `outcome\.caller-fault` +\| A server /m);
    assert.match(tables.rules, /^\| `metric\.error-type` /m);
  });

  for (const [name, table] of Object.entries(tables)) {
    it(`lays out ${name} as prettier does`, async () => {
      const formatted = await format(String(table), { parser: 'markdown' });
      assert.equal(`${String(table)}\n`, formatted);
    });
  }
});
