/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import {
  startOtlpReceiver,
  type SpanRecord,
} from 'opentelemetry-mcp-test-utils';
import { ROOT, run } from '../../packaging/commands.ts';
import { blocksIn, filesIn, sectionOf, type Section } from './sections.ts';

export const PROGRAMS = join(import.meta.dirname, '..', 'programs');

export interface Followed {
  readonly printed: string;
  readonly spans: readonly SpanRecord[];
}

export interface Following {
  /** Of `programs`; default: `app.js`. */
  readonly programs?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly node?: string;
  /** Edits commands that need what is not here. */
  readonly edit?: (commands: string) => string;
  /** Texts of files, and what is in their place here. */
  readonly replace?: Readonly<Record<string, string>>;
  /** Where packages are found; default: the workspace. */
  readonly home?: string;
  /** A further section whose files are needed. */
  readonly sharing?: string;
}

/**
 * Writes the files of a section into a folder of the workspace, which has all
 * packages, and runs its commands there. The receiver is in the place of the
 * collector on this machine.
 *
 * @throws Error with what was printed, when a command fails
 */
export async function follow(
  section: Section,
  following: Following = {}
): Promise<Followed> {
  const { home = join(ROOT, '.cache'), env = {}, node, edit } = following;
  mkdirSync(home, { recursive: true });
  const folder = mkdtempSync(join(home, 'docs-'));
  const receiver = await startOtlpReceiver();
  const here = (text: string) =>
    text.replaceAll('http://localhost:4318', receiver.url);
  try {
    writeFiles(folder, section, following, here);
    const commands = blocksIn(sectionOf(section), 'sh').join('\n');
    const printed = await runShell(here(edit?.(commands) ?? commands), {
      folder,
      node: node ?? process.execPath,
      bin: join(home, 'node_modules', '.bin'),
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, ...env },
    });
    return { printed, spans: receiver.spans() };
  } finally {
    await receiver.close();
    rmSync(folder, { recursive: true });
  }
}

function writeFiles(
  folder: string,
  section: Section,
  { programs = ['app.js'], replace = {}, sharing }: Following,
  here: (text: string) => string
): void {
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const name of programs) {
    cpSync(join(PROGRAMS, name), join(folder, basename(name)));
  }
  const headings = [sharing ?? [], section.heading].flat();
  const files = headings.flatMap(heading => [
    ...filesIn(sectionOf({ ...section, heading })),
  ]);
  for (const [name, code] of files) {
    const edited = Object.entries(replace).reduce(
      (text, [from, to]) => text.replaceAll(from, to),
      here(code)
    );
    writeFileSync(join(folder, name), edited);
  }
}

interface Shell {
  readonly folder: string;
  readonly node: string;
  readonly bin: string;
  readonly env: Readonly<Record<string, string>>;
}

function runShell(
  commands: string,
  { folder, node, bin, env }: Shell
): Promise<string> {
  const { PATH = '' } = process.env;
  return run('bash', ['-e', '-c', commands], {
    cwd: folder,
    env: {
      ...process.env,
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
      PATH: [dirname(node), bin, PATH].join(delimiter),
      ...env,
    },
  });
}
