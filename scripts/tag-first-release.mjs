/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// The first release is what the manifests say. Without a tag, `lerna version`
// takes every commit for new, and would go from 0.1.0 to 0.2.0 unpublished.
import { PACKAGES, readManifest } from './lib/packages.mjs';
import { run } from './lib/run.mjs';

for (const folder of PACKAGES) {
  const { name, version } = readManifest(folder);
  const tag = `${name}@${version}`;
  // lerna asks `git describe`, which sees annotated tags only
  const code = run('git', ['tag', '--annotate', '--message', tag, tag]);
  if (code !== 0) process.exit(code);
}
