/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT, run } from '../commands.ts';

interface Workflow {
  readonly env: Record<string, string>;
  readonly jobs: {
    readonly release: {
      readonly steps: readonly {
        readonly name?: string;
        readonly run?: string;
      }[];
    };
  };
}

const WORKFLOW = parse(
  readFileSync(join(ROOT, '.github', 'workflows', 'release.yml'), 'utf8')
) as Workflow;

/** The commands of a step of the release, word for word. */
export function commandsOf(step: string): string {
  const found = WORKFLOW.jobs.release.steps.find(({ name }) => name === step);
  if (found?.run === undefined) throw new Error(`There is no step ${step}`);
  return found.run;
}

/** Runs commands as the workflow does. Returns what they print. */
export function runCommands(
  commands: string,
  cwd: string,
  env: Readonly<Record<string, string>>
): Promise<string> {
  return run('bash', ['-e', '-c', commands], {
    cwd,
    env: { ...process.env, ...WORKFLOW.env, ...env },
  });
}
