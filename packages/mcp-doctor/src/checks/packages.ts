/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isObject } from '../probe/json.ts';

/** An installed package. */
export interface Package {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
}

/**
 * The package that a script belongs to: the nearest `package.json` with a name
 * and a version, for folders inside of packages have some without.
 */
export function packageOf(url: string): Package | undefined {
  const file = fileOf(url);
  if (file === undefined) {
    return undefined;
  }
  for (let folder = dirname(file); folder !== dirname(folder);) {
    const found = readPackage(folder);
    if (found !== undefined) {
      return found;
    }
    folder = dirname(folder);
  }
  return undefined;
}

/** The packages of this name that scripts belong to, each folder once. */
export function copiesOf(name: string, urls: readonly string[]): Package[] {
  const copies = new Map<string, Package>();
  for (const url of urls) {
    const found = packageOf(url);
    if (found?.name === name) {
      copies.set(found.folder, found);
    }
  }
  return [...copies.values()];
}

/** Where a module's `import` or `require` of a specifier leads, as a URL. */
export function resolveFrom(
  parent: string,
  specifier: string
): string | undefined {
  if (/^(file|data|node):/.test(specifier)) {
    return specifier;
  }
  try {
    return pathToFileURL(
      createRequire(parent.replace(/\?.*$/, '')).resolve(specifier)
    ).href;
  } catch {
    return undefined;
  }
}

function fileOf(url: string): string | undefined {
  try {
    return url.startsWith('file:') ? fileURLToPath(url) : undefined;
  } catch {
    return undefined;
  }
}

function readPackage(folder: string): Package | undefined {
  try {
    const file = join(folder, 'package.json');
    const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isObject(manifest) &&
      typeof manifest['name'] === 'string' &&
      typeof manifest['version'] === 'string'
      ? { name: manifest['name'], version: manifest['version'], folder }
      : undefined;
  } catch {
    return undefined;
  }
}
