/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packAll } from '../../packaging/packages.ts';
import { npmInstall } from './installed.ts';

/** For people who develop and look for faults; no part of a program. */
const TOOLS: ReadonlySet<string> = new Set([
  'opentelemetry-mcp-doctor',
  'opentelemetry-mcp-test-utils',
]);

/** Installs our packages as they would be published, in place of the workspace's. */
export async function installPacked(folder: string): Promise<void> {
  const destination = mkdtempSync(join(tmpdir(), 'mcp-packed-'));
  try {
    const packed = await packAll(destination);
    const wanted = packed.filter(({ manifest }) => !TOOLS.has(manifest.name));
    npmInstall(folder, ...wanted.map(({ tarball }) => tarball));
  } finally {
    rmSync(destination, { recursive: true, force: true });
  }
}
