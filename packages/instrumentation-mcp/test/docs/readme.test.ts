/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { conventionTables } from 'opentelemetry-mcp-test-utils';
import { OPTIONS } from '../../src/config/options.ts';
import { HTTP_MATRIX } from '../failures/http-matrix.ts';
import { MATRIX, type Ending } from '../failures/matrix.ts';

const REFERENCE = readFileSync(
  new URL('../../../../docs/reference.md', import.meta.url),
  'utf8'
);
const README = readFileSync(
  new URL('../../README.md', import.meta.url),
  'utf8'
);

/** The cells of the tables of options: name, variable, default. */
function optionRows(): string[][] {
  return section('## Options')
    .filter(line => line.startsWith('| `'))
    .map(line => line.split('|').slice(1, 4))
    .map(cells => cells.map(cell => cell.replaceAll('`', '').trim()));
}

/** The lines below a heading, until the next of its rank. */
function section(heading: string): string[] {
  const lines = REFERENCE.split('\n');
  const start = lines.indexOf(heading) + 1;
  const length = lines.slice(start).findIndex(line => line.startsWith('## '));
  return lines.slice(start, start + length);
}

/** The cells of the failures table: what happened, client's and server's `error.type`. */
function failureRows(): string[][] {
  return section('## Failures')
    .filter(line => line.startsWith('| '))
    .map(line => line.split('|').slice(1, 4));
}

/** What the failure matrix expects on one side, its exceptions included. */
function expectedErrorTypes(side: 'client' | 'server'): Set<string> {
  const endings: readonly (Ending | undefined)[] = [
    ...MATRIX.flatMap(row => [row, ...(row.except ?? [])]).flatMap(
      outcome => outcome[side] ?? []
    ),
    ...(side === 'client'
      ? HTTP_MATRIX.flatMap(row => [row.client, row.v2])
      : []),
  ];
  return new Set(
    endings
      .flatMap(ending => ending?.errorType ?? [])
      .filter(type => type !== '')
  );
}

/** Words of our own; codes and classes of errors are described, not listed. */
function ourWords(types: Iterable<string>): string[] {
  return [...types].filter(type => /^[a-z_]+$/.test(type)).sort();
}

describe('docs/reference.md', () => {
  const tables = conventionTables();

  for (const name of ['spans', 'attributes', 'metrics'] as const) {
    it(`has the table of ${name} that the conventions are checked by`, () => {
      const marked = new RegExp(
        `<!-- table: ${name} -->\n\n([^]*?)\n\n<!-- /table -->`
      ).exec(REFERENCE);
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

  for (const [column, side] of [
    [1, 'client'],
    [2, 'server'],
  ] as const) {
    it(`names every error.type that the failure matrix knows, ${side}`, () => {
      const cells = failureRows().map(row => row[column] ?? '');
      const documented = cells.flatMap(cell =>
        [...cell.matchAll(/`([a-z_]+)`/g)].map(([, word = '']) => word)
      );
      const missing = ourWords(expectedErrorTypes(side)).filter(
        word => !documented.includes(word)
      );
      assert.deepEqual(missing, []);
    });
  }

  it("lists the codes that are the caller's faults, as the failure matrix has them", () => {
    const [, , server = ''] =
      failureRows().find(([what]) => what?.trim() === 'a JSON-RPC error') ?? [];
    const documented = [...server.matchAll(/-32\d{3}/g)].map(([code]) => code);
    const faults = MATRIX.flatMap(row => row.server)
      .filter(({ status, code }) => status === 'UNSET' && code !== undefined)
      .map(({ code }) => code ?? '');
    assert.deepEqual(documented.sort(), [...new Set(faults)].sort());
  });
});

describe('README.md', () => {
  it('names only variables that there are', () => {
    const prefix = 'OTEL_INSTRUMENTATION_MCP_';
    const variables = new Set([
      ...Object.values(OPTIONS).map(({ variable = '' }) => prefix + variable),
      `${prefix}ENABLED`,
      `${prefix}BUNDLED`,
    ]);
    const pattern = new RegExp(`${prefix}[A-Z_]+`, 'g');
    const named = [...(README + REFERENCE).matchAll(pattern)]
      .map(([name]) => name)
      .filter(name => name !== prefix);
    assert.notEqual(named.length, 0);
    assert.deepEqual(
      named.filter(name => !variables.has(name)),
      []
    );
  });

  it('is read in two minutes', () => {
    const words = README.replace(/^```.*?^```$/gms, '').split(/\s+/);
    assert.ok(words.length < 900, String(words.length));
  });
});
