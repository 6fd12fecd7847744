/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { defineConfig } from 'tsdown';
import { library } from '../../scripts/tsdown.base.ts';

export default defineConfig({
  ...library({
    entry: [
      'src/index.ts',
      'src/register.ts',
      'src/auto.ts',
      'src/hooks.ts',
      'src/loading/loader.ts',
      'src/model/instrumented-process.ts',
      'src/doctor-moved.ts',
    ],
  }),
  // To find and link two hundred files takes longer than all that is in them.
  unbundle: false,
  // As deep as the sources are, some of which look for files beside them.
  outputOptions: (options, format) => ({
    ...options,
    // Those of the types stay, which is where they are read.
    comments: { jsdoc: false },
    chunkFileNames: `shared/[name].${format === 'cjs' ? 'cjs' : 'mjs'}`,
  }),
});
