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
import { dirname, join } from 'node:path';

type Dependencies = Readonly<Record<string, string>>;

const FIXTURES = join(import.meta.dirname, '..', '..');
const STAMP = '.stamp';
/** No installation takes longer. */
const LOCK_MS = 300_000;

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
  mkdirSync(dirname(folder), { recursive: true });
  locked(`${folder}.lock`, () => {
    installOnce(folder, dependencies, fields);
  });
}

/** Steps of the tests run side by side, and share what they install. */
function locked(lock: string, action: () => void): void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  const latest = Date.now() + LOCK_MS;
  while (!take(lock)) {
    // Whoever held it has been killed.
    if (Date.now() > latest) rmSync(lock, { recursive: true, force: true });
    Atomics.wait(pause, 0, 0, 100);
  }
  try {
    action();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function take(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}

function installOnce(
  folder: string,
  dependencies: Dependencies,
  fields: object
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
