/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import nodeModule from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * `createRequire()`, under another name: what makes ES modules with esbuild puts an
 * import of that name in front of the bundle, as a banner, and a second is an error.
 */
export const requireFrom = nodeModule.createRequire;

/**
 * `require()` as a file beside the given one has it, and then as the program has it,
 * which is told by the working directory.
 *
 * @param file undefined where a build has taken away where we are
 */
export function resolversFrom(file: string | undefined): NodeJS.Require[] {
  return [
    file === undefined ? undefined : resolverOf(file),
    requireOfProgram(),
  ].filter(resolver => resolver !== undefined);
}

/** @returns undefined where the working directory has been deleted */
export function requireOfProgram(): NodeJS.Require | undefined {
  try {
    return requireFrom(pathToFileURL(join(process.cwd(), 'anchor.cjs')));
  } catch {
    return undefined;
  }
}

function resolverOf(file: string): NodeJS.Require | undefined {
  try {
    return requireFrom(file);
  } catch {
    return undefined;
  }
}
