/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository's root. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * Folders of the published packages, in the order in which they are built:
 * each may import the built `dist` of those before it.
 */
export const PACKAGES = [
  'propagator-mcp',
  'mcp-test-utils',
  'instrumentation-mcp',
  'mcp-doctor',
].map(name => join(ROOT, 'packages', name));

/**
 * Reads `package.json` of a package folder.
 *
 * @param {string} folder
 */
export function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
