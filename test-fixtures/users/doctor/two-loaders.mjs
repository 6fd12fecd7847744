/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Preload: two libraries that each register the loader for modules of their own.
import { register } from 'node:module';

for (const name of ['express', 'pg']) {
  register('import-in-the-middle/hook.mjs', import.meta.url, {
    data: { include: [name] },
  });
}
