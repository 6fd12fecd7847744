/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import nodeModule from 'node:module';
import { requireOfProgram } from '../model/resolvers.ts';
import { isSdkFile } from './sdk-files.ts';

type Patch = (moduleExports: unknown) => void;

/** The parts of Node's CommonJS loader that are touched. */
interface ModulePrototype {
  _compile?: unknown;
}

type Compile = (
  this: { readonly exports: unknown },
  content: unknown,
  filename: unknown,
  ...rest: unknown[]
) => unknown;

/** Gives the source that is compiled instead. */
type Amend = (content: string, filename: string) => string;

const patches = new Set<Patch>();
let amend: Amend | undefined;
let hooked = false;

/** By the one hook that there is: another would be one more frame for each file. */
export function amendCommonJs(change: Amend): void {
  amend = change;
  hookOnce();
}

/**
 * Patches the SDK in CommonJS: what is loaded already, and what will be.
 *
 * Not through `require()`, which is called far more often than a file is loaded:
 * every hook of it makes each call a deeper and slower one.
 */
export class CommonJsHook {
  private readonly _patch: Patch;

  constructor(patch: Patch) {
    this._patch = patch;
    patchLoaded(patch);
    patches.add(patch);
    hookOnce();
  }

  unhook(): void {
    patches.delete(this._patch);
  }
}

function hookOnce(): void {
  if (!hooked) {
    hooked = true;
    hookCompile();
  }
}

/** When it returns a module has run, and its exports are complete. */
function hookCompile(): void {
  const { prototype } = nodeModule as { prototype?: ModulePrototype };
  const original = prototype?._compile;
  if (prototype === undefined || typeof original !== 'function') {
    return;
  }
  const compile: Compile = function (content, filename, ...rest) {
    const isFile = typeof filename === 'string';
    const source =
      amend !== undefined && isFile && typeof content === 'string'
        ? amend(content, filename)
        : content;
    const result: unknown = Reflect.apply(original, this, [
      source,
      filename,
      ...rest,
    ]);
    if (isFile && isSdkFile(filename)) {
      for (const patch of patches) {
        patch(this.exports);
      }
    }
    return result;
  };
  prototype._compile = compile;
}

/** Nobody is told of what is loaded already. */
function patchLoaded(patch: Patch): void {
  for (const [file, module] of Object.entries(loadedModules())) {
    if (module?.loaded === true && isSdkFile(file)) {
      patch(module.exports);
    }
  }
}

function loadedModules(): NodeJS.Dict<NodeJS.Module> {
  return requireOfProgram()?.cache ?? {};
}
