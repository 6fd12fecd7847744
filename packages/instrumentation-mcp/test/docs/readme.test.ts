/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { conventionTables } from 'opentelemetry-mcp-test-utils';
import { OPTIONS } from '../../src/config/options.ts';

const README = readFileSync(
  new URL('../../README.md', import.meta.url),
  'utf8'
);

/** The cells of the options table: name, variable, default. */
function optionRows(): string[][] {
  return README.split('\n')
    .filter(line => /^\| `\w+` +\|.*\|/.test(line))
    .map(line => line.split('|').slice(1, 4))
    .map(cells => cells.map(cell => cell.replaceAll('`', '').trim()));
}

describe('README.md', () => {
  const tables = conventionTables();

  for (const name of ['spans', 'attributes', 'metrics'] as const) {
    it(`has the table of ${name} that the conventions are checked by`, () => {
      const marked = new RegExp(
        `<!-- table: ${name} -->\n\n([^]*?)\n\n<!-- /table -->`
      ).exec(README);
      assert.equal(marked?.[1], tables[name]);
    });
  }

  for (const [name, option] of Object.entries(OPTIONS)) {
    it(`documents the option ${name}`, () => {
      const row = optionRows().find(([option]) => option === name);
      assert.equal(row?.[1], option.variable ?? '');
    });

    it(`tells the default of ${name}`, () => {
      const { fallback } = option;
      const row = optionRows().find(([option]) => option === name);
      const words = ['', 'all', 'none', 'see below'];
      assert.ok(
        typeof fallback === 'object' || fallback === undefined
          ? words.includes(row?.[2] ?? '?')
          : row?.[2] === String(fallback)
      );
    });
  }

  it('documents no option that does not exist', () => {
    const documented = optionRows().map(([name]) => name);
    const known = new Set(['enabled', ...Object.keys(OPTIONS)]);
    assert.deepEqual(
      documented.filter(name => !known.has(name ?? '')),
      []
    );
  });
});
