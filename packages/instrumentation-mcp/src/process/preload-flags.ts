/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { PACKAGE_NAME } from '../version.ts';
import {
  isPreload,
  joinNodeOptions,
  parseFlags,
  splitNodeOptions,
  wordsOf,
  type Flag,
  type Preload,
} from './node-options.ts';

/** What somebody gives as a flag to have telemetry, and the children need as well. */
const TELEMETRY_FLAGS = [
  `${PACKAGE_NAME}/register`,
  `${PACKAGE_NAME}/auto`,
  '@opentelemetry/auto-instrumentations-node/register',
];

/** Of a debugger there is one for each process. */
const OF_THIS_PROCESS = /^--inspect/;

/**
 * `NODE_OPTIONS` for a child: those of this process, with the flags from its
 * command line that load telemetry. Modules are named by absolute files, for the
 * child may run anywhere, and Node does not start if it does not find one.
 *
 * @param inherited `NODE_OPTIONS` of this process
 * @param execArgv flags of its command line
 * @param directory the working directory of this process
 */
export function childNodeOptions(
  inherited: string | undefined,
  execArgv: readonly string[],
  directory: string
): string | undefined {
  const require = createRequire(join(directory, 'anchor.cjs'));
  const resolver = new PreloadResolver(require, directory);
  const given = parseFlags(splitNodeOptions(inherited ?? ''))
    .filter(flag => isPreload(flag) || !OF_THIS_PROCESS.test(flag.word))
    .map(flag => resolver.absolute(flag));
  const present = new Set(
    given.filter(isPreload).map(flag => resolver.module(flag))
  );
  const wanted = new Set(TELEMETRY_FLAGS.map(name => resolver.find(name)));
  const added = parseFlags(execArgv)
    .filter(isPreload)
    .map(flag => resolver.absolute(flag))
    .filter(isPreload)
    .filter(flag => {
      const module = resolver.module(flag);
      return wanted.has(module) && !present.has(module);
    });
  const words = [...given, ...added].flatMap(wordsOf);
  return words.length === 0 ? undefined : joinNodeOptions(words);
}

class PreloadResolver {
  private readonly _require: NodeJS.Require;
  private readonly _directory: string;

  constructor(require: NodeJS.Require, directory: string) {
    this._require = require;
    this._directory = directory;
  }

  /** The same flag with an absolute file; as it is where there is none. */
  absolute(flag: Flag): Flag {
    if (!isPreload(flag) || /^[a-z][a-z+.-]+:/.test(flag.specifier)) {
      return flag;
    }
    const file = this._file(flag);
    return file === undefined ? flag : { ...flag, specifier: file };
  }

  /** A name that is the same for both formats of a module. */
  module({ specifier }: Preload): string {
    const file = specifier.startsWith('file:')
      ? fileURLToPath(specifier)
      : specifier;
    return withoutExtension(realPath(file));
  }

  find(name: string): string | undefined {
    const file = this._resolve(name);
    return file === undefined ? undefined : withoutExtension(realPath(file));
  }

  private _file({ flag, specifier }: Preload): string | undefined {
    const isRequire = flag === '-r' || flag === '--require';
    const file =
      isAbsolute(specifier) || /^\.{1,2}[\\/]/.test(specifier)
        ? resolve(this._directory, specifier)
        : this._resolve(specifier);
    if (file === undefined || isRequire) {
      return file;
    }
    return pathToFileURL(inEsModuleFormat(file, specifier)).href;
  }

  private _resolve(name: string): string | undefined {
    const own = createRequire(import.meta.url);
    for (const require of [this._require, own]) {
      try {
        return require.resolve(name);
      } catch {
        // Not installed there.
      }
    }
    return undefined;
  }
}

/** Of the modules that we know, `require` finds one format, and the other is beside it. */
function inEsModuleFormat(file: string, specifier: string): string {
  return TELEMETRY_FLAGS.includes(specifier)
    ? file.replace(/\.cjs$/, '.mjs')
    : file;
}

function withoutExtension(file: string): string {
  return file.replace(/\.[cm]?js$/, '');
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
