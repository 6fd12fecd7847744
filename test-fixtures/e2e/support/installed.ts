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

type Dependencies = Readonly<Record<string, string>>;

const FIXTURES = join(import.meta.dirname, '..', '..');
const STAMP = '.stamp';

const folders = new Map<string, string>();

/**
 * Where programs find a version of the SDK: for the newest the workspace
 * itself; for others a copy of `programs` and `preload` beside an installation
 * of that version, for Node resolves packages by folder. What is missing there
 * (OpenTelemetry, our own packages) is found in the workspace above.
 *
 * @param name a key of `sdk-versions.json`; default: the workspace's versions
 * @returns absolute path of the folder that holds `programs` and `preload`
 * @throws Error when npm fails
 */
export function programsRoot(name?: string): string {
  if (name === undefined) return FIXTURES;
  const known = folders.get(name);
  if (known !== undefined) return known;
  const folder = join(FIXTURES, '.installed', name);
  const dependencies = versions()[name];
  if (dependencies === undefined) throw new Error(`No versions for ${name}`);
  install(folder, dependencies);
  copyPrograms(folder);
  folders.set(name, folder);
  return folder;
}

/**
 * Installs packages into a folder of their own, if they are not there yet.
 *
 * @param fields further ones of the folder's package.json
 */
export function install(
  folder: string,
  dependencies: Dependencies,
  fields: object = {}
): void {
  const manifest = JSON.stringify(
    { private: true, dependencies, ...fields },
    null,
    2
  );
  const stamp = join(folder, STAMP);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === manifest) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), `${manifest}\n`);
  npmInstall(folder);
  writeFileSync(stamp, manifest);
}

export function copyPrograms(folder: string): void {
  for (const name of ['programs', 'preload']) {
    rmSync(join(folder, name), { recursive: true, force: true });
    cpSync(join(FIXTURES, name), join(folder, name), { recursive: true });
  }
}

/**
 * @param packages further ones, which package.json does not list
 * @throws Error with npm's output
 */
export function npmInstall(folder: string, ...packages: string[]): void {
  const { status, stderr } = spawnSync(
    'npm',
    [
      'install',
      ...packages,
      '--no-save',
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

function versions(): Readonly<Record<string, Dependencies>> {
  const file = join(FIXTURES, 'sdk-versions.json');
  return JSON.parse(readFileSync(file, 'utf8')) as ReturnType<typeof versions>;
}
