/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { build } from 'esbuild';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Folder } from '../../../../test-fixtures/support/package-copies.ts';

/**
 * Bundles and minifies what `source` imports from this repository's packages.
 *
 * @returns the exports of the bundle
 */
export async function importMinified(
  folder: Folder,
  name: string,
  source: string
): Promise<Record<string, unknown>> {
  const outfile = join(folder.path, `${name}.mjs`);
  await build({
    stdin: { contents: source, resolveDir: folder.path },
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    banner: {
      js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`,
    },
    logLevel: 'silent',
  });
  return (await import(pathToFileURL(outfile).href)) as Record<string, unknown>;
}
