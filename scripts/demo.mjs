/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// `npm run demo [-- arguments]`: prepares the workspace, then runs the demo on
// the pinned Node.
import { join } from 'node:path';
import { ROOT } from './lib/packages.mjs';
import { prepare } from './lib/prepare.mjs';
import { PINNED_NODE, run } from './lib/run.mjs';

prepare();
process.exitCode = run(PINNED_NODE, [
  join(ROOT, 'examples', 'demo', 'run.mjs'),
  ...process.argv.slice(2),
]);
