/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../packaging/commands.ts';

/** What is run elsewhere, or cannot be run, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'docs/comparison.md: Measured': 'installs packages of others; run by hand',
  'docs/context.md: How context travels': 'read by explanations.test.ts',
  'docs/missing-spans.md: Why is half of my trace missing?':
    "the quick start of the doctor's README",
  'docs/recipes/packages.md: npm workspaces and other monorepos':
    'a part of a manifest',
  'docs/runtimes.md: Workers and browsers': 'run alone by snippets.test.ts',
};
/** Where each module is run alone, and variables are compared with those there are. */
const BY_OTHER_TESTS = /^docs\/(reference|propagator|test-utils)\.md$/;
const MARKED = /\bNeeds (an account|Docker|a cluster)/;

interface Block {
  readonly document: string;
  readonly heading: string;
  readonly text: string;
}

function blocksOf(document: string): Block[] {
  const source = readFileSync(join(ROOT, document), 'utf8');
  const blocks: Block[] = [];
  let heading = '';
  const parts = source.matchAll(
    /^(#+) ([^\n]+)$|^```(sh|js|json|yaml)\n.*?^```$|^```.*?^```$/gms
  );
  for (const [, , title, language] of parts) {
    if (title !== undefined) heading = title;
    if (language !== undefined)
      blocks.push({ document, heading, text: source });
  }
  return blocks;
}

/** The text of a section itself, up to the next heading. */
function textBelow({ heading, text }: Block): string {
  return text.split(/^#+ /m).find(part => part.startsWith(heading)) ?? '';
}

describe('what can be run in the documentation', () => {
  const tests = globSync(
    'test-fixtures/{docs/*.test.ts,packaging/release/followed.ts}',
    { cwd: ROOT }
  ).map(name => readFileSync(join(ROOT, name), 'utf8'));

  function isFollowed({ document, heading }: Block): boolean {
    const page = document.split('/').at(-1) ?? '';
    return tests.some(
      test =>
        test.includes(page) &&
        (test.includes(`'${heading}'`) || test.includes(`"${heading}"`))
    );
  }

  it('is run by a test, or says what it needs', () => {
    const blocks = globSync('docs/**/*.md', { cwd: ROOT })
      .filter(document => !BY_OTHER_TESTS.test(document))
      .flatMap(blocksOf);
    assert.ok(blocks.length > 20);
    const left = blocks
      .filter(block => !isFollowed(block))
      .filter(block => !MARKED.test(textBelow(block)))
      .map(({ document, heading }) => `${document}: ${heading}`)
      .filter(place => !(place in EXCEPTIONS));
    assert.deepEqual([...new Set(left)], []);
  });
});
