/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * `require()` as a file beside the given one has it, and then as the program has it,
 * which is told by the working directory.
 *
 * @param file undefined where a build has taken away where we are
 */
export function resolversFrom(file: string | undefined): NodeJS.Require[] {
  return [
    file === undefined ? undefined : requireOf(file),
    requireOfProgram(),
  ].filter(require => require !== undefined);
}

/** @returns undefined where the working directory has been deleted */
export function requireOfProgram(): NodeJS.Require | undefined {
  try {
    return createRequire(pathToFileURL(join(process.cwd(), 'anchor.cjs')));
  } catch {
    return undefined;
  }
}

function requireOf(file: string): NodeJS.Require | undefined {
  try {
    return createRequire(file);
  } catch {
    return undefined;
  }
}
