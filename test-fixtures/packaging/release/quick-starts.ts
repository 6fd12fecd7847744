/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRAMS } from '../../docs/support/follow.ts';
import {
  blocksIn,
  filesIn,
  sectionOf,
  type Section,
} from '../../docs/support/sections.ts';
import { ROOT } from '../commands.ts';

/** A section of a README that a reader follows from an empty folder. */
export interface QuickStart extends Section {
  /** Of `programs`: what the reader has already. */
  readonly programs: readonly string[];
  /** A folder that the reader has copied, with its manifest. */
  readonly copied?: string;
  /** What installs everything, in the place of npm. */
  readonly manager?: string;
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

/** Writes the reader's programs, and each module that begins with its file's name. */
export function workplace(start: QuickStart, folder: string): Workplace {
  const { programs, copied, dependencies = {} } = start;
  const section = sectionOf(start);
  mkdirSync(folder, { recursive: true });
  const manifest = {
    private: true,
    type: 'module',
    dependencies: { ...MCP_SDK, ...dependencies },
  };
  if (copied === undefined) {
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  } else {
    cpSync(join(ROOT, copied), folder, { recursive: true });
  }
  for (const name of programs) {
    cpSync(join(PROGRAMS, name), join(folder, name));
    // For those who write TypeScript; it happens to be some.
    cpSync(join(PROGRAMS, name), join(folder, name.replace(/js$/, 'ts')));
  }
  // Yarn takes a folder without for a part of the project around it.
  writeFileSync(join(folder, 'yarn.lock'), '');
  for (const [name, code] of filesIn(section)) {
    writeFileSync(join(folder, name), code);
  }
  return { folder, commands: blocksIn(section, 'sh').join('\n') };
}
