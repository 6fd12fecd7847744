/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { install } from '../../e2e/support/installed.ts';
import { ROOT } from '../../packaging/commands.ts';

/** Ours as a user has them: no links, which tools follow out of `node_modules`. */
const OURS = {
  'opentelemetry-instrumentation-mcp': 'instrumentation-mcp',
  'opentelemetry-propagator-mcp': 'propagator-mcp',
  'opentelemetry-mcp-test-utils': 'mcp-test-utils',
};

/**
 * Installs tools once, and puts our packages beside them as they are now. All else
 * is found in the workspace above.
 *
 * @returns the folder in which programs find both
 */
export function workshop(
  name: string,
  tools: Readonly<Record<string, string>>
): string {
  const folder = join(ROOT, 'test-fixtures', '.installed', name);
  install(folder, tools);
  for (const [packageName, source] of Object.entries(OURS)) {
    const target = join(folder, 'node_modules', packageName);
    rmSync(target, { recursive: true, force: true });
    const from = join(ROOT, 'packages', source);
    const { files } = JSON.parse(
      readFileSync(join(from, 'package.json'), 'utf8')
    ) as { files: string[] };
    for (const part of ['package.json', ...files]) {
      cpSync(join(from, part), join(target, part), { recursive: true });
    }
  }
  return folder;
}
