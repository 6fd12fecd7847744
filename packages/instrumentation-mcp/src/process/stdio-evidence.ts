/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { readFileSync, realpathSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { isObject } from '../model/json-rpc.ts';
import { requireFrom } from '../model/resolvers.ts';

/** What is read of a program at most: it is done at every start. */
const MAX_FILES = 60;
const MAX_BYTES = 3_000_000;

/** Names of the SDK; the method is there in minified bundles as well. */
const SERVES_STDIO = /StdioServerTransport|serveStdio|\bprocessReadBuffer\b/;
const SPECIFIER = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(["'`])([^"'`\n]+)\1/g;
const ENDINGS = ['', '.js', '.mjs', '.cjs', '.ts', '.mts', '/index.js'];
/** It has the names because it is the SDK. */
const SDK = /^@modelcontextprotocol\/(sdk|client|server|core)(\/|$)/;

/**
 * Whether the source of a program names a stdio server of the SDK: its main file,
 * what that imports by relative paths, and the packages it uses that are built
 * upon the SDK. It decides nothing but whether output waits for the facts.
 *
 * @param main `process.argv[1]`
 */
export function namesStdioServer(main: string | undefined): boolean {
  try {
    const file = main === undefined ? undefined : fileOf(resolve(main));
    return file !== undefined && new Search().find(realpathSync(file));
  } catch {
    return false;
  }
}

class Search {
  private readonly _seen = new Set<string>();
  private _bytes = 0;

  find(main: string): boolean {
    this._seen.add(main);
    for (const file of this._seen) {
      const text = this._read(file);
      if (SERVES_STDIO.test(text)) {
        return true;
      }
      for (const [, , specifier = ''] of text.matchAll(SPECIFIER)) {
        if (this._seen.size >= MAX_FILES) {
          break;
        }
        const found = moduleFile(specifier, file);
        if (found !== undefined) {
          this._seen.add(found);
        }
      }
    }
    return false;
  }

  private _read(file: string): string {
    const { size } = statSync(file);
    if (this._bytes + size > MAX_BYTES) {
      return '';
    }
    this._bytes += size;
    return readFileSync(file, 'utf8');
  }
}

function moduleFile(specifier: string, from: string): string | undefined {
  if (/^\.{1,2}\//.test(specifier)) {
    return fileOf(resolve(dirname(from), specifier));
  }
  const isForeign =
    /^(node:|#|\/|[a-z]+:)/.test(specifier) ||
    SDK.test(specifier) ||
    builtinModules.includes(specifier);
  return isForeign ? undefined : packageFile(specifier, from);
}

function fileOf(path: string): string | undefined {
  const others = path.endsWith('.js')
    ? [path.replace(/\.js$/, '.ts')]
    : [path.replace(/\.mjs$/, '.mts')];
  const candidates = [...ENDINGS.map(ending => path + ending), ...others];
  return candidates.find(isFile);
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

/** The main file of a package, if that package is built upon the SDK. */
function packageFile(specifier: string, from: string): string | undefined {
  const name = /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
  const paths = requireFrom(from).resolve.paths(name) ?? [];
  const folder = paths
    .map(path => join(path, name))
    .find(path => isFile(join(path, 'package.json')));
  if (folder === undefined) {
    return undefined;
  }
  const manifest: unknown = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8')
  );
  if (
    !isObject(manifest) ||
    !Object.keys(dependenciesOf(manifest)).some(isSdk)
  ) {
    return undefined;
  }
  const main = entryOf(manifest['exports']) ?? manifest['main'] ?? 'index.js';
  return typeof main === 'string' ? fileOf(resolve(folder, main)) : undefined;
}

function isSdk(name: string): boolean {
  return SDK.test(name);
}

function dependenciesOf(manifest: Record<string, unknown>): object {
  const { dependencies, peerDependencies } = manifest;
  return {
    ...(isObject(dependencies) ? dependencies : {}),
    ...(isObject(peerDependencies) ? peerDependencies : {}),
  };
}

/** Of the conditions those that most packages have. */
function entryOf(exported: unknown): string | undefined {
  if (!isObject(exported)) {
    return typeof exported === 'string' ? exported : undefined;
  }
  for (const key of ['.', 'node', 'import', 'default', 'require']) {
    const found = entryOf(exported[key]);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
