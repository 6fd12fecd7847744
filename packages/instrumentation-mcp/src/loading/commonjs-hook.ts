/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Hook } from 'require-in-the-middle';
import {
  SDK_V1,
  SDK_V1_FILES,
  type ModulePatch,
} from './module-definitions.ts';

/**
 * SDK v1 names a CommonJS entry point that it does not ship, so that
 * require-in-the-middle, asked for the package, fails to resolve it and drops
 * every file inside. Asked for the files by name it resolves nothing. It strips
 * `/index` and `.js`.
 */
const HOOKED = SDK_V1_FILES.map(
  file => `${SDK_V1}/dist/cjs/${file.replace(/\/index$/, '')}`
);

const LOADED_V1 =
  /[\\/]@modelcontextprotocol[\\/]sdk[\\/]dist[\\/]cjs[\\/](.+)\.js$/;
const LOADED_V2 =
  /[\\/]@modelcontextprotocol[\\/](client|server)[\\/]dist[\\/](index|stdio)\.cjs$/;

const patches = new Set<ModulePatch>();
let hook: Hook | undefined;

/**
 * Patches the SDK in CommonJS: what is loaded already, of both lines, and of v1
 * what will be.
 */
export class CommonJsHook {
  private readonly _patch: ModulePatch;

  constructor(patch: ModulePatch) {
    this._patch = patch;
    patchLoaded(patch);
    patches.add(patch);
    // One for all: every hook makes every `require()` of the process a call deeper.
    hook ??= new Hook(HOOKED, { internals: true }, patchAll);
  }

  unhook(): void {
    patches.delete(this._patch);
  }
}

function patchAll<T>(moduleExports: T, _name: string, base?: string): T {
  if (base === undefined || isSupported(base)) {
    for (const patch of patches) {
      patch(moduleExports);
    }
  }
  return moduleExports;
}

/** A hook sees a module at its next `require()` only, which may never come. */
function patchLoaded(patch: ModulePatch): void {
  const anchor = pathToFileURL(join(process.cwd(), 'anchor.cjs'));
  const { cache } = createRequire(anchor);
  for (const [file, module] of Object.entries(cache)) {
    if (module?.loaded === true && isLoadedSdk(file)) {
      patch(module.exports);
    }
  }
}

function isLoadedSdk(file: string): boolean {
  const match = LOADED_V1.exec(file);
  if (match === null) {
    return LOADED_V2.test(file);
  }
  const inside = match[1]?.replaceAll('\\', '/') ?? '';
  const base = `${file.slice(0, match.index)}/${SDK_V1}`;
  return SDK_V1_FILES.includes(inside) && isSupported(base);
}

/** Some products ship the SDK without its package.json: they get the benefit of the doubt. */
function isSupported(baseDirectory: string): boolean {
  const version = versionOf(baseDirectory);
  const [major, minor] = (version ?? '1.8.0').split('.').map(Number);
  return major === 1 && minor !== undefined && minor >= 8;
}

function versionOf(baseDirectory: string): string | undefined {
  try {
    const file = join(baseDirectory, 'package.json');
    const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof manifest === 'object' &&
      manifest !== null &&
      'version' in manifest &&
      typeof manifest.version === 'string'
      ? manifest.version
      : undefined;
  } catch {
    return undefined;
  }
}
