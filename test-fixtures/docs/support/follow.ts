/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
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
  { programs = ['app.js'], env = {}, node, edit }: Following = {}
): Promise<Followed> {
  const cache = join(ROOT, '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'docs-'));
  const receiver = await startOtlpReceiver();
  const here = (text: string) =>
    text.replaceAll('http://localhost:4318', receiver.url);
  try {
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    for (const name of programs) {
      cpSync(join(PROGRAMS, name), join(folder, name));
    }
    const text = sectionOf(section);
    for (const [name, code] of filesIn(text)) {
      writeFileSync(join(folder, name), here(code));
    }
    const commands = blocksIn(text, 'sh').join('\n');
    const printed = await runShell(here(edit?.(commands) ?? commands), {
      folder,
      node: node ?? process.execPath,
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, ...env },
    });
    return { printed, spans: receiver.spans() };
  } finally {
    await receiver.close();
    rmSync(folder, { recursive: true });
  }
}

interface Shell {
  readonly folder: string;
  readonly node: string;
  readonly env: Readonly<Record<string, string>>;
}

function runShell(
  commands: string,
  { folder, node, env }: Shell
): Promise<string> {
  const { PATH = '' } = process.env;
  return run('bash', ['-e', '-c', commands], {
    cwd: folder,
    env: {
      ...process.env,
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
      PATH: dirname(node) + delimiter + PATH,
      ...env,
    },
  });
}
