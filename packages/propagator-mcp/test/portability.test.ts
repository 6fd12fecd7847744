/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const src = join(import.meta.dirname, '..', 'src');

/** What the module specifiers of `import` and `export … from` name. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(src, file), 'utf8');
  return [...text.matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)].flatMap(
    ([, specifier]) => specifier ?? []
  );
}

describe('the package runs on any JavaScript runtime', () => {
  it('imports its own files and the OpenTelemetry API, nothing else', () => {
    const specifiers = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.ts'))
      .flatMap(importsOf)
      .filter(specifier => !specifier.startsWith('.'));
    assert.deepEqual(new Set(specifiers), new Set(['@opentelemetry/api']));
  });
});
