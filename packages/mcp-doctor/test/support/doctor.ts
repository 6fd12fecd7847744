/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { startFixture } from 'opentelemetry-mcp-test-utils';
import type { Report } from '../../src/report/report.ts';

const PACKAGE = new URL('../../', import.meta.url);
const PROGRAMS = new URL('../programs/', import.meta.url);

const REGISTER = 'opentelemetry-instrumentation-mcp/register';

/** What preloads a program that has nothing wrong. */
export const SET_UP = ['sdk.mjs', REGISTER];

export function programUrl(name: string): URL {
  return new URL(name, PROGRAMS);
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the doctor, as `npx` does. */
export async function runCli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd: string | URL = PROGRAMS
): Promise<Outcome> {
  const fixture = await startFixture({
    file: new URL('dist/cli/main.mjs', PACKAGE),
    args,
    env,
    cwd,
  });
  const { code } = await fixture.exited;
  return { code, stdout: fixture.stdout, stderr: fixture.stderr };
}

export interface Examined extends Report {
  readonly codes: readonly string[];
}

export interface Examination {
  /** Modules to preload: programs by name or URL, packages by specifier. */
  readonly preload: readonly string[];
  /** A program by name or URL, and its arguments. */
  readonly program: readonly string[];
  readonly options?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Lets the doctor examine a program, and reads its report. */
export async function examine(examination: Examination): Promise<Examined> {
  return diagnoseCommand(commandOf(examination), examination);
}

/** Lets the doctor examine any command, and reads its report. */
export async function diagnoseCommand(
  command: readonly string[],
  {
    options = [],
    env,
    cwd,
  }: Pick<Examination, 'options' | 'env'> & { readonly cwd?: string } = {}
): Promise<Examined> {
  const { code, stdout, stderr } = await runCli(
    ['--json', ...options, '--', ...command],
    env,
    cwd
  );
  assert.notEqual(stdout, '', stderr);
  const report = JSON.parse(stdout) as Report;
  assert.equal(code, report.healthy ? 0 : 1);
  return { ...report, codes: report.findings.map(finding => finding.code) };
}

/** The command line of a program. */
export function commandOf({ preload, program }: Examination): string[] {
  const [file = '', ...args] = program;
  return [process.execPath, ...flagsOf(preload), fileOf(file), ...args];
}

/** Flags that preload modules. */
export function flagsOf(preload: readonly string[]): string[] {
  return preload.flatMap(name => [
    '--import',
    /\.[cm]js$/.test(name) ? new URL(name, PROGRAMS).href : name,
  ]);
}

function fileOf(name: string): string {
  return new URL(name, PROGRAMS).pathname;
}
