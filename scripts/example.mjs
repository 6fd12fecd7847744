/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// `npm run example -- NAME [--html FILE] [--ui]`: prepares the workspace, then
// runs an example on the pinned Node. Without a name it lists them.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './lib/packages.mjs';
import { prepare } from './lib/prepare.mjs';
import { PINNED_NODE, run } from './lib/run.mjs';

const FOLDER = join(ROOT, 'examples');
const [name, ...args] = process.argv.slice(2);
const names = readdirSync(FOLDER).filter(entry =>
  existsSync(join(FOLDER, entry, 'run.mjs'))
);

if (name !== undefined && names.includes(name)) {
  prepare();
  process.exitCode = run(PINNED_NODE, [join(FOLDER, name, 'run.mjs'), ...args]);
} else {
  if (name !== undefined) console.error(`There is no example "${name}".`);
  console.error(`npm run example -- NAME\n\nNAME is ${names.join(', ')}`);
  process.exitCode = 2;
}
