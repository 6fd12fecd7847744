/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { build, type BuildOptions } from 'esbuild';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { assertSpanTree } from 'opentelemetry-mcp-test-utils';
import { roundTripTree, untracedTree } from '../support/expectations.ts';
import { temporaryFolder } from '../../../../test-fixtures/support/package-copies.ts';
import { fixtureUrl, runApp } from '../support/programs.ts';

const TELEMETRY = 'telemetry.mjs';
const REGISTER = 'opentelemetry-instrumentation-mcp/register';
const SWITCH = 'OTEL_INSTRUMENTATION_MCP_BUNDLED';

describe('a bundle, by the flag alone', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  after(() => {
    folder.remove();
  });

  /** Bundles a program with the SDK; only OpenTelemetry's API stays outside. */
  async function bundled(
    line: string,
    name: string,
    options: BuildOptions
  ): Promise<string> {
    const outfile = join(folder.path, name);
    await build({
      entryPoints: [fileURLToPath(fixtureUrl(`apps/in-bundle-${line}.mjs`))],
      outfile,
      bundle: true,
      platform: 'node',
      external: ['@opentelemetry/*'],
      logLevel: 'silent',
      ...(options.format === 'esm' && {
        banner: {
          js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`,
        },
      }),
      ...options,
    });
    return pathToFileURL(outfile).href;
  }

  const outputs: Record<string, BuildOptions> = {
    'app.mjs': { format: 'esm' },
    'min.mjs': { format: 'esm', minify: true },
    'app.cjs': { format: 'cjs' },
    'min.cjs': { format: 'cjs', minify: true },
    'cli.cjs': { format: 'cjs', banner: { js: '#!/usr/bin/env node' } },
    'es2021.cjs': { format: 'cjs', target: 'es2021' },
  };
  for (const line of ['v1', 'v2']) {
    for (const [name, options] of Object.entries(outputs)) {
      it(`is traced: ${line}, ${name}`, async () => {
        const url = await bundled(line, `${line}-${name}`, options);
        const { spans } = await runApp(url, [TELEMETRY, REGISTER]);
        assertSpanTree(spans, [roundTripTree('x')]);
      });
    }

    it(`is traced: ${line}, CommonJS that an ES module imports`, async () => {
      const url = await bundled(line, `${line}-inner.cjs`, { format: 'cjs' });
      const outer = join(folder.path, `${line}-outer.mjs`);
      writeFileSync(outer, `import ${JSON.stringify(url)};`);
      const { spans } = await runApp(pathToFileURL(outer).href, [
        TELEMETRY,
        REGISTER,
      ]);
      assertSpanTree(spans, [roundTripTree('x')]);
    });

    it(`is left alone where the operator says so, ${line}`, async () => {
      const url = await bundled(line, `${line}-off.mjs`, { format: 'esm' });
      const off = `data:text/javascript,process.env.${SWITCH}='false'`;
      const { spans } = await runApp(url, [off, TELEMETRY, REGISTER]);
      assertSpanTree(spans, [untracedTree('x')]);
    });
  }
});
