/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// `node --import ./scripts/lib/strip-types.mjs`: lets a Node that does not run
// TypeScript by itself (before 22.18) run the unit tests; does nothing in others.
import { register } from 'node:module';

if (!process.features.typescript) {
  register('./strip-types-hook.mjs', import.meta.url);
}
