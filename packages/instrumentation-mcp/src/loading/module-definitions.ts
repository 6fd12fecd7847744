/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  InstrumentationNodeModuleDefinition,
  InstrumentationNodeModuleFile,
} from '@opentelemetry/instrumentation';
import { SUPPORTED_SDKS } from '../model/instrumented-process.ts';

/** SDK v1: one file per class. Client and server share `Protocol`. */
export const SDK_V1 = '@modelcontextprotocol/sdk';
/** The files of v1 in which something is patched, below `dist/esm` and `dist/cjs`. */
export const SDK_V1_FILES = [
  'shared/protocol',
  'client/index',
  'client/sse',
  'client/stdio',
  'client/streamableHttp',
  'server/index',
  'server/mcp',
  'server/stdio',
];
/** SDK v2: client and server are bundles, each with a `Protocol` of its own. */
const SDK_V2 = [
  '@modelcontextprotocol/client',
  '@modelcontextprotocol/server',
] as const;

/** What to do with the exports of a module in which parts of the SDK are found. */
export type ModulePatch = (moduleExports: unknown) => void;

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
  name: keyof typeof SUPPORTED_SDKS,
  patch: ModulePatch,
  files: readonly string[]
): InstrumentationNodeModuleDefinition {
  const versions = SUPPORTED_SDKS[name];
  const patchExports = (moduleExports: unknown) => {
    patch(moduleExports);
    return moduleExports;
  };
  const keep = () => undefined;
  const made = new InstrumentationNodeModuleDefinition(
    name,
    [versions],
    patchExports,
    keep,
    files.map(
      file =>
        new InstrumentationNodeModuleFile(
          `${name}/${file}`,
          [versions],
          patchExports,
          keep
        )
    )
  );
  // Missing from the type, though the base class reads it.
  return Object.assign(made, { includePrerelease: true });
}
