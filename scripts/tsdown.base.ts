/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import type { UserConfig } from 'tsdown';
import { updateVersion } from './version-update.mjs';

/** Dual ESM + CJS output, one file per source file, as OpenTelemetry's own 3.x packages ship it. */
export function library(options: Pick<UserConfig, 'entry'>): UserConfig {
  return {
    ...options,
    hooks: {
      'build:prepare': ({ options: { cwd } }) => updateVersion(cwd),
    },
    format: ['esm', 'cjs'],
    platform: 'node',
    target: 'node20.19',
    unbundle: true,
    dts: true,
    sourcemap: false,
    fixedExtension: true,
    hash: false,
    clean: true,
  };
}
