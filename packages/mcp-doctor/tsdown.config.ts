/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { defineConfig } from 'tsdown';
import { library } from '../../scripts/tsdown.base.ts';

export default defineConfig(
  library({
    entry: ['src/index.ts', 'src/cli/main.ts', 'src/probe/probe.ts'],
  })
);
