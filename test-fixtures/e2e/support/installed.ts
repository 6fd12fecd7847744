/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const FIXTURES = join(import.meta.dirname, '..', '..');
const STAMP = '.stamp';

const folders = new Map<string, string>();

/**
 * Where the programs find a version of the SDK: for the newest the workspace
 * itself; for others a copy of the programs below a folder with that version,
 * for Node resolves packages by folder. What is missing there (OpenTelemetry,
 * our own packages) is found in the workspace above.
 *
 * @param name a key of `sdk-versions.json`; default: the workspace's versions
 * @returns absolute path of the folder `programs`
 * @throws Error when npm fails
 */
export function programsFolder(name?: string): string {
  const programs = join(FIXTURES, 'programs');
  if (name === undefined) return programs;
  const known = folders.get(name);
  if (known !== undefined) return known;
  const copy = join(installedFolder(name), 'programs');
  rmSync(copy, { recursive: true, force: true });
  cpSync(programs, copy, { recursive: true });
  folders.set(name, copy);
  return copy;
}

/** A folder with the packages that `sdk-versions.json` lists, installed once. */
function installedFolder(name: string): string {
  const dependencies = versions()[name];
  const manifest = JSON.stringify({ private: true, dependencies }, null, 2);
  const folder = join(FIXTURES, '.installed', name);
  const stamp = join(folder, STAMP);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === manifest) {
    return folder;
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), `${manifest}\n`);
  npmInstall(folder);
  writeFileSync(stamp, manifest);
  return folder;
}

/** @throws Error with npm's output */
export function npmInstall(folder: string, ...packages: string[]): void {
  const { status, stderr } = spawnSync(
    'npm',
    [
      'install',
      ...packages,
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      '--no-package-lock',
      '--ignore-scripts',
    ],
    { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' }
  );
  if (status !== 0) throw new Error(`npm install in ${folder}: ${stderr}`);
}

function versions(): Record<string, Record<string, string>> {
  const file = join(FIXTURES, 'sdk-versions.json');
  return JSON.parse(readFileSync(file, 'utf8')) as ReturnType<typeof versions>;
}
