/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { dirname, join, resolve } from 'node:path';
import { defineConfig } from 'tsdown';
import { library } from '../../scripts/tsdown.base.ts';

const SOURCES = join(import.meta.dirname, 'src');

/** What stands for files that need Node.js, in the build for the web. */
const STAND_INS: Readonly<Record<string, string>> = {
  'config/declarative-model.ts': 'web/no-files.ts',
  'model/own-api.ts': 'web/no-files.ts',
  'process/child-environment.ts': 'web/no-process.ts',
  'process/ends.ts': 'web/no-process.ts',
  'process/guarding-stdout.ts': 'web/no-process.ts',
  'process/preload-flags.ts': 'web/no-process.ts',
};

const standIns = {
  name: 'stand-ins',
  resolveId(source: string, importer: string | undefined) {
    const found = Object.keys(STAND_INS).find(
      file =>
        importer !== undefined &&
        source.startsWith('.') &&
        resolve(dirname(importer), source) === join(SOURCES, file)
    );
    return found === undefined
      ? undefined
      : join(SOURCES, STAND_INS[found] ?? '');
  },
};

const shared = library({ entry: [] });

export default defineConfig([
  {
    ...shared,
    entry: [
      'src/index.ts',
      'src/register.ts',
      'src/auto.ts',
      'src/hooks.ts',
      'src/loading/loader.ts',
      'src/loading/tracing.ts',
      'src/model/instrumented-process.ts',
      'src/doctor-moved.ts',
    ],
    // To find and link two hundred files takes longer than all that is in them.
    unbundle: false,
    // As deep as the sources are, some of which look for files beside them.
    outputOptions: (options, format) => ({
      ...options,
      // Those of the types stay, which is where they are read.
      comments: { jsdoc: false },
      chunkFileNames: `shared/[name].${format === 'cjs' ? 'cjs' : 'mjs'}`,
    }),
  },
  {
    ...shared,
    entry: { web: 'src/web.ts' },
    // All of these runtimes, and what builds for them, take ES modules.
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    unbundle: false,
    clean: false,
    plugins: [standIns],
    outputOptions: options => ({ ...options, comments: { jsdoc: false } }),
  },
]);
