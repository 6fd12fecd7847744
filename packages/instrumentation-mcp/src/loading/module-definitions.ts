/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  InstrumentationNodeModuleDefinition,
  InstrumentationNodeModuleFile,
} from '@opentelemetry/instrumentation';
import type { ModulePatch } from './module-hooks.ts';
import { isSupported, SDK_V1, SDK_V1_FILES, SDK_V2 } from './sdk-files.ts';

/** All, and those that have no package.json: which are supported we say ourselves. */
const VERSIONS = ['*'];

/**
 * The modules of the SDK that Node's loaders are asked to report. Never a chunk
 * of v2: their names change with every release. Patches go on prototypes and
 * are taken back by `disable()` itself, since a definition remembers only the
 * last copy of its module.
 */
export function moduleDefinitions(
  patch: ModulePatch
): InstrumentationNodeModuleDefinition[] {
  return [
    definition(
      SDK_V1,
      patch,
      SDK_V1_FILES.map(file => `dist/esm/${file}.js`)
    ),
    ...SDK_V2.map(name =>
      definition(name, patch, [
        // The loader takes an entry point for a file when it was first imported by path.
        'dist/index.mjs',
        'dist/index.cjs',
        'dist/stdio.mjs',
        'dist/stdio.cjs',
      ])
    ),
  ];
}

function definition(
  name: string,
  patch: ModulePatch,
  files: readonly string[]
): InstrumentationNodeModuleDefinition {
  const patchExports = (moduleExports: unknown, version?: string) => {
    if (isSupported(version)) {
      patch(moduleExports);
    }
    return moduleExports;
  };
  const keep = () => undefined;
  const made = new InstrumentationNodeModuleDefinition(
    name,
    VERSIONS,
    patchExports,
    keep,
    files.map(
      file =>
        new InstrumentationNodeModuleFile(
          `${name}/${file}`,
          VERSIONS,
          patchExports,
          keep
        )
    )
  );
  // Missing from the type, though the base class reads it.
  return Object.assign(made, { includePrerelease: true });
}
