/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../packaging/commands.ts';

/** One thought fits into so many words. */
const WORDS_OF_A_SENTENCE = 28;
/** What one reads in two minutes; tables are looked up. */
const WORDS_OF_A_README = 500;

const READMES = globSync(
  '{README.md,packages/*/README.md,examples/*/README.md,deploy/README.md}',
  { cwd: ROOT }
);
const DOCUMENTS = [
  ...READMES,
  ...globSync('{[CS]*.md,docs/**/*.md,benchmarks/README.md}', { cwd: ROOT }),
];

/** What is read from top to bottom: no code, no tables, no targets of links. */
function proseOf(document: string): string {
  return readFileSync(join(ROOT, document), 'utf8')
    .replaceAll(/^```.*?^```$/gms, '')
    .replaceAll(/^(\||\[[^\]]+\]: ).*$/gm, '')
    .replaceAll(/\]\([^)]*\)/g, ']')
    .replaceAll(/^(#+ .*|- |\d+\. )/gm, '\n\n$1');
}

const wordsIn = (text: string): number =>
  text.split(/\s+/).filter(word => /[a-z\d]/i.test(word)).length;

describe('the English of the documentation', () => {
  it('has short sentences', () => {
    const long = DOCUMENTS.flatMap(document =>
      proseOf(document)
        .split(/\n\s*\n|(?<=[.!?:])\s+/)
        .filter(sentence => wordsIn(sentence) > WORDS_OF_A_SENTENCE)
        .map(sentence => `${document}: ${sentence}`)
    );
    assert.ok(DOCUMENTS.length > 35);
    assert.deepEqual(long, []);
  });

  for (const readme of READMES) {
    it(`is read in two minutes: ${readme}`, () => {
      const count = wordsIn(proseOf(readme));
      assert.ok(count > 50 && count <= WORDS_OF_A_README, String(count));
    });
  }
});
