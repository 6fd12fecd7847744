/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Folder } from '../../../../test-fixtures/support/package-copies.ts';
import { programUrl } from './doctor.ts';

/** The part of rolldown's API that is used here. */
interface Bundler {
  rolldown(options: object): Promise<{
    write(options: object): Promise<unknown>;
    close(): Promise<void>;
  }>;
}

interface Manifest {
  readonly version: string;
}

/** Copies programs into a folder, which may have packages of its own. */
export function copyPrograms(folder: Folder, ...names: string[]): string {
  for (const name of names) {
    cpSync(programUrl(name), join(folder.path, name));
  }
  return join(folder.path, names[0] ?? '');
}

/** Copies an installed package into the folder's `node_modules`. */
export function copyPackage(
  folder: Folder,
  name: string,
  anchor?: string
): string {
  const require = createRequire(anchor ?? import.meta.url);
  const file = require.resolve(name);
  const path = join('node_modules', ...name.split('/'));
  const source = file.slice(0, file.lastIndexOf(path) + path.length);
  const target = join(folder.path, 'node_modules', name);
  cpSync(source, target, { recursive: true, dereference: true });
  return target;
}

/** Replaces text in a file of a copied package. */
export function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) {
    throw new Error(`${file} has no ${from}`);
  }
  writeFileSync(file, text.replaceAll(from, to));
}

/**
 * Changes the version of a copied package.
 *
 * @returns its version so far
 */
export function setVersion(folder: string, version: string): string {
  const file = join(folder, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  writeFileSync(file, JSON.stringify({ ...manifest, version }));
  return manifest.version;
}

/** Makes one minified file of a program and the MCP SDK. */
export async function bundle(program: string, folder: Folder): Promise<string> {
  const require = createRequire(import.meta.url);
  const fromTsdown = createRequire(require.resolve('tsdown'));
  const rolldown = pathToFileURL(fromTsdown.resolve('rolldown')).href;
  const bundler = (await import(rolldown)) as Bundler;
  const made = await bundler.rolldown({
    input: fileURLToPath(programUrl(program)),
    platform: 'node',
    external: [/^@opentelemetry\//],
    logLevel: 'silent',
  });
  const file = join(folder.path, 'bundle.mjs');
  await made.write({ file, format: 'esm', minify: true, codeSplitting: false });
  await made.close();
  return file;
}

/** The folder of an installed package's dependency, for `createRequire`. */
export function anchorIn(name: string): string {
  return dirname(createRequire(import.meta.url).resolve(name)) + '/anchor.cjs';
}
