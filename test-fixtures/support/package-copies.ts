/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';

const SDK = join('@modelcontextprotocol', 'sdk');

/** Where this repository's packages resolve, so that copies find their dependencies. */
function nodeModules(): string {
  const require = createRequire(import.meta.url);
  const file = require.resolve('@modelcontextprotocol/sdk/inMemory.js');
  return file.slice(0, file.indexOf(join(sep, SDK, sep)));
}

export interface Folder {
  readonly path: string;
  remove(): void;
}

/** A new folder, from which packages resolve as from this repository. */
export function temporaryFolder(): Folder {
  const parent = join(nodeModules(), '.cache');
  mkdirSync(parent, { recursive: true });
  const path = mkdtempSync(join(parent, 'instrumentation-mcp-'));
  return {
    path,
    remove() {
      rmSync(path, { recursive: true });
    },
  };
}

/** Copies the package of SDK v1 into a `node_modules` of `folder`. */
export function copySdk(folder: Folder, name: string): string {
  const target = join(folder.path, name, 'node_modules', SDK);
  cpSync(join(nodeModules(), SDK), target, {
    recursive: true,
    filter: source =>
      !source.includes(join(SDK, 'node_modules')) &&
      !source.includes(join(SDK, 'dist', 'esm')) &&
      !/\.(map|d\.ts)$/.test(source),
  });
  return target;
}
