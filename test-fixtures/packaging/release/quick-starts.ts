/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../commands.ts';

/** A section of a README that a reader follows from an empty folder. */
export interface QuickStart {
  readonly document: string;
  readonly heading: string;
  /** Of `programs`: what the reader has already. */
  readonly programs: readonly string[];
  /** Further packages that the reader's own programs need. */
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** A reader's folder, with what the section says to write into it. */
export interface Workplace {
  readonly folder: string;
  /** What the section says to run. */
  readonly commands: string;
}

const MCP_SDK = {
  '@modelcontextprotocol/client': '2.4.0',
  '@modelcontextprotocol/server': '2.4.0',
};

/** The text below a heading, up to the next one of its rank or above. */
export function sectionOf(document: string, heading: string): string {
  const lines = readFileSync(join(ROOT, document), 'utf8').split('\n');
  const start = lines.findIndex(
    line => /^#+ /.test(line) && line.endsWith(` ${heading}`)
  );
  if (start < 0) throw new Error(`${document} has no "${heading}"`);
  const rank = lines[start]?.indexOf(' ') ?? 0;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex(line => {
    const [marks = ''] = /^#+(?= )/.exec(line) ?? [];
    return marks.length > 0 && marks.length <= rank;
  });
  return (end < 0 ? rest : rest.slice(0, end)).join('\n');
}

/** What is written in one language, in the order of the text. */
export function blocksIn(section: string, language: string): string[] {
  const block = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms');
  return [...section.matchAll(block)].map(([, code = '']) => code);
}

/** Writes the reader's programs, and each module that begins with its file's name. */
export function workplace(start: QuickStart, folder: string): Workplace {
  const { document, heading, programs, dependencies = {} } = start;
  const section = sectionOf(document, heading);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({
      private: true,
      type: 'module',
      dependencies: { ...MCP_SDK, ...dependencies },
    })
  );
  for (const name of programs) {
    cpSync(join(import.meta.dirname, 'programs', name), join(folder, name));
  }
  for (const module of blocksIn(section, 'js')) {
    const [, name] =
      /^\/\/ (\S+\.m?js)$/m.exec(module.split('\n')[0] ?? '') ?? [];
    if (name !== undefined) writeFileSync(join(folder, name), module);
  }
  return { folder, commands: blocksIn(section, 'sh').join('\n') };
}
