/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../packaging/commands.ts';

/** A part of a document that a reader follows. */
export interface Section {
  readonly document: string;
  readonly heading: string;
}

/** The text below a heading, up to the next one of its rank or above. */
export function sectionOf({ document, heading }: Section): string {
  const lines = readFileSync(join(ROOT, document), 'utf8').split('\n');
  const start = lines.findIndex(
    line => /^#+ /.test(line) && line.endsWith(` ${heading}`)
  );
  if (start < 0) throw new Error(`${document} has no "${heading}"`);
  const rank = lines[start]?.indexOf(' ') ?? 0;
  const rest = lines.slice(start + 1);
  let inCode = false;
  const end = rest.findIndex(line => {
    if (line.startsWith('```')) inCode = !inCode;
    const [marks = ''] = /^#+(?= )/.exec(line) ?? [];
    return !inCode && marks.length > 0 && marks.length <= rank;
  });
  return (end < 0 ? rest : rest.slice(0, end)).join('\n');
}

/** What is written in one language, in the order of the text. */
export function blocksIn(text: string, language: string): string[] {
  const block = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms');
  return [...text.matchAll(block)].map(([, code = '']) => code);
}

/** Blocks that begin with the name of their file, in a comment. */
export function filesIn(text: string): ReadonlyMap<string, string> {
  const blocks = [...text.matchAll(/^```(?:js|ts|yaml)\n(.*?)^```$/gms)].map(
    ([, code = '']) => code
  );
  return new Map(
    blocks.flatMap(code => {
      const [, name] = /^(?:\/\/|#) (\S+\.\w+)\n/.exec(code) ?? [];
      return name === undefined ? [] : [[name, code] as const];
    })
  );
}
