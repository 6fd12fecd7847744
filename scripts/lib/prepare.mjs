/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// What a fresh clone needs before anything can run. Starts on any supported
// Node, before there are dependencies: built-in modules only.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PACKAGES, ROOT, readManifest } from './packages.mjs';
import { PINNED_NODE, installEnvironment, run } from './run.mjs';
import { updateVersion } from '../version-update.mjs';

/** Installs and builds whatever is missing or out of date. */
export function prepare() {
  if (!isInstalled()) {
    step('Installing dependencies (npm ci)', () =>
      run('npm', ['ci', '--loglevel', 'error'], {
        env: installEnvironment(),
      })
    );
    requirePinnedNode();
  }
  PACKAGES.forEach(updateVersion);
  build(PACKAGES.findIndex(folder => !isBuilt(folder)));
}

/** Builds the packages from the given position on; none when it is negative. */
export function build(first = 0) {
  // later packages see the types of earlier ones: they are built again as well
  for (const folder of first < 0 ? [] : PACKAGES.slice(first)) {
    step(`Building packages/${basename(folder)}`, () =>
      run('tsdown', ['--logLevel', 'error'], { cwd: folder })
    );
  }
}

/**
 * @param {string} title printed as one line
 * @param {() => number} action returns an exit code; anything but 0 ends the
 *   process with it
 */
function step(title, action) {
  console.log(`> ${title}`);
  const code = action();
  if (code !== 0) {
    console.error(`${title}: failed with exit code ${code}`);
    process.exit(code);
  }
}

/**
 * npm writes a lock file of what is really installed last of all. Comparing it
 * with package-lock.json also notices interrupted and outdated installations,
 * which times of files do not.
 */
function isInstalled() {
  const installed = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(installed) || !existsSync(PINNED_NODE)) return false;
  const actual = readLockedPackages(installed);
  const wanted = readLockedPackages(join(ROOT, 'package-lock.json'));
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true; // the workspace itself is not installed
    const found = actual[path];
    // an optional package may be one for another platform
    return found ? found.version === version : optional;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function readLockedPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

/** The package `node` fetches its executable in an install script. */
function requirePinnedNode() {
  if (existsSync(PINNED_NODE)) return;
  console.error(
    `${PINNED_NODE} is missing: npm was told not to run install scripts. ` +
      'Allow the one of the package "node" (see allowScripts in package.json).'
  );
  process.exit(1);
}

/**
 * A package is built when every file its exports name exists and is newer than
 * all that it is built from.
 *
 * @param {string} folder
 */
function isBuilt(folder) {
  const outputs = exportedFiles(readManifest(folder).exports)
    .filter(file => file.startsWith('./dist/'))
    .map(file => join(folder, file));
  if (!outputs.every(file => existsSync(file))) return false;
  const built = Math.min(...outputs.map(file => statSync(file).mtimeMs));
  return buildInputs(folder).every(file => statSync(file).mtimeMs <= built);
}

/**
 * @param {unknown} target a value of an `exports` map
 * @returns {string[]} relative file names
 */
function exportedFiles(target) {
  if (typeof target === 'string') return [target];
  if (typeof target !== 'object' || target === null) return [];
  return Object.values(target).flatMap(exportedFiles);
}

/**
 * Folders are listed as well: their time tells that a file was removed.
 *
 * @param {string} folder
 */
function buildInputs(folder) {
  const source = join(folder, 'src');
  return [
    join(ROOT, 'tsconfig.base.json'),
    join(ROOT, 'scripts', 'tsdown.base.ts'),
    ...['package.json', 'tsconfig.json', 'tsdown.config.ts', 'src'].map(name =>
      join(folder, name)
    ),
    ...readdirSync(source, { recursive: true }).map(name =>
      join(source, String(name))
    ),
  ];
}
