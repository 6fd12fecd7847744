/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { requireOfProgram } from '../model/resolvers.ts';
import { attempt } from '../protocol/prototypes.ts';
import { SDK_V1, SDK_V1_FILES, SDK_V2, isSdkFile } from './sdk-files.ts';

/**
 * Bun and Deno have Node's API for hooks, but Bun never calls them, and with one that
 * does nothing at all Deno no longer finds the JSON files of CommonJS packages.
 */
export function hasHooks(): boolean {
  return !('bun' in process.versions) && !('deno' in process.versions);
}

/** What leads to all classes: any of them in a folder tells where the others are. */
const SPECIFIERS = [
  ...SDK_V1_FILES.map(file => `${SDK_V1}/${file}.js`),
  ...SDK_V2.flatMap(name => [name, `${name}/stdio`]),
];

/**
 * Loads what the program has installed of the SDK, in both formats, and patches it:
 * the program gets the same modules afterwards.
 */
export function patchInstalled(patch: (moduleExports: unknown) => void): void {
  const program = requireOfProgram();
  for (const specifier of SPECIFIERS) {
    const file = attempt(() => program?.resolve(specifier));
    // What is not installed, or does not load, costs nothing else.
    for (const path of file === undefined ? [] : inBothFormats(file)) {
      attempt(() => {
        if (isSdkFile(path)) {
          patch(program?.(path));
        }
      });
    }
  }
}

/** v1 has them in two folders, v2 under two endings. */
function inBothFormats(file: string): readonly string[] {
  const names = [
    file.replace(/([\\/]dist[\\/])(?:cjs|esm)([\\/])/, '$1esm$2'),
    file.replace(/([\\/]dist[\\/])(?:cjs|esm)([\\/])/, '$1cjs$2'),
  ];
  return [
    (names[0] ?? file).replace(/\.[cm]js$/, '.mjs'),
    (names[1] ?? file).replace(/\.[cm]js$/, '.cjs'),
  ];
}
