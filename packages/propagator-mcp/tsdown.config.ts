/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { defineConfig } from 'tsdown';
import { library } from '../../scripts/tsdown.base.ts';

// Gateways and servers run in workers, Deno and Bun too: no Node built-ins here.
export default defineConfig({
  ...library({ entry: ['src/index.ts'] }),
  platform: 'neutral',
  target: 'es2022',
  // One file: it is loaded into every process that is instrumented, and finding and
  // linking a module costs more than what is in it.
  unbundle: false,
});
