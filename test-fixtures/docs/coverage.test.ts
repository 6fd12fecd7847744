/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../packaging/commands.ts';

const DOCUMENTS = globSync(
  '{*.md,packages/*/README.md,docs/**/*.md,examples/*/README.md,deploy/README.md,benchmarks/README.md}',
  { cwd: ROOT }
);

/** What another kind of test runs, or nothing can, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'README.md: Two commands': 'they run the demo, and this test',
  'CONTRIBUTING.md: Two commands': 'the same',
  'benchmarks/README.md: Benchmarks': 'measures for an hour; run by hand',
  'benchmarks/README.md: Against other ways':
    'installs packages of others; run by hand',
  'docs/comparison.md: Measured': 'the same command',
  'docs/context.md: How context travels': 'read by explanations.test.ts',
  'docs/missing-spans.md: Why is half of my trace missing?':
    "the quick start of the doctor's README",
  'packages/instrumentation-mcp/README.md: Questions': 'the same',
  'packages/instrumentation-mcp/README.md: You have no OpenTelemetry set-up yet':
    'release.test.ts compares it with that of README.md, which it follows',
  'packages/instrumentation-mcp/README.md: You have one already': 'the same',
  'packages/instrumentation-mcp/README.md: You set it up in code': 'the same',
  'packages/propagator-mcp/README.md: opentelemetry-propagator-mcp':
    'the message of docs/context.md with another tool',
  'examples/llm-backend/README.md: Into a backend for LLM applications':
    'run.mjs starts it like this, with a stand-in for the host',
  'examples/pino/README.md: Logs of a tool, with pino':
    'pino.test.ts compares it',
};
const MARKED = /\bNeeds (an account|Docker|a cluster)/;

/** Blocks of other languages show what something prints, or how it is nested. */
const RUNNABLE = ['sh', 'js', 'ts', 'json', 'yaml'];
const COMMAND =
  /^(\$ )?(npm|npx|node|docker|kubectl|curl|pnpm|yarn|export|git) /m;

interface Block {
  readonly document: string;
  readonly heading: string;
  readonly language: string;
  readonly code: string;
  /** The text of its section, up to the next heading. */
  readonly section: string;
}

function blocksOf(document: string): Block[] {
  const blocks: Block[] = [];
  let heading = '';
  let section = '';
  const source = readFileSync(join(ROOT, document), 'utf8');
  const parts = source.matchAll(
    /^```(\w*)\n(.*?)^```$|^#+ ([^\n]+)$|^[^\n]+$/gms
  );
  for (const [text, language, code = '', title] of parts) {
    if (title !== undefined) [heading, section] = [title, ''];
    section += `${text}\n`;
    if (language === undefined) continue;
    blocks.push({ document, heading, language, code, section });
  }
  return blocks;
}

describe('what can be run in the documentation', () => {
  const tests = globSync(
    'test-fixtures/{docs/*.test.ts,packaging/release/followed.ts}',
    { cwd: ROOT }
  ).map(name => readFileSync(join(ROOT, name), 'utf8'));

  /** Whether a test names document and heading, as those of `follow` do. */
  function isFollowed({ document, heading }: Block): boolean {
    return tests.some(
      test =>
        test.includes(`'${document}'`) &&
        (test.includes(`'${heading}'`) || test.includes(`"${heading}"`))
    );
  }

  it('is run by a test, or says what it needs', () => {
    const blocks = DOCUMENTS.flatMap(blocksOf);
    assert.ok(blocks.length > 100);
    const left = blocks
      .filter(({ language }) => RUNNABLE.includes(language))
      .filter(block => !isModule(block) && !isFollowed(block))
      .filter(block => !playsExamples(block) && !MARKED.test(block.section))
      .map(({ document, heading }) => `${document}: ${heading}`);
    assert.deepEqual([...new Set(left)].sort(), Object.keys(EXCEPTIONS).sort());
  });

  it('is no command where only output is looked for', () => {
    const hidden = DOCUMENTS.flatMap(blocksOf)
      .filter(({ language }) => !RUNNABLE.includes(language))
      .filter(
        ({ code, section }) => COMMAND.test(code) && !MARKED.test(section)
      );
    assert.deepEqual(
      hidden.map(({ document, heading }) => `${document}: ${heading}`),
      // What the demo prints has the flag in it.
      ['README.md: OpenTelemetry for the Model Context Protocol']
    );
  });
});

/** Outside the recipes, snippets.test.ts runs each module alone. */
function isModule({ document, language }: Block): boolean {
  return (
    ['js', 'ts'].includes(language) && !document.startsWith('docs/recipes')
  );
}

/** Whether all that a block does is to play examples, each of which is a test. */
function playsExamples({ language, code }: Block): boolean {
  if (language !== 'sh') return false;
  return code
    .trimEnd()
    .split('\n')
    .every(line => {
      const [, name = 'demo'] = PLAY.exec(line) ?? [undefined, 'none'];
      return existsSync(join(ROOT, 'examples', name, `${name}.test.ts`));
    });
}

const PLAY =
  /^(?:[A-Z_]+=\S+ )*npm run (?:demo|example -- (\S+))(?: (?:-- )?--(?:html \S+|ui))? *(?:#.*)?$/;
