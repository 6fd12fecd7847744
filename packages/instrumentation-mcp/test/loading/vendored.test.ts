/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { assertSpanTree } from 'opentelemetry-mcp-test-utils';
import { roundTripTree } from '../support/expectations.ts';
import { temporaryFolder } from '../../../../test-fixtures/support/package-copies.ts';
import { fixtureUrl, runApp } from '../support/programs.ts';

const REGISTER = 'opentelemetry-instrumentation-mcp/register';
const PRELOAD = ['telemetry.mjs', REGISTER];

/** Of SDK v1: the one whose files a product can copy one by one. */
const SDK = join(
  createRequire(import.meta.url).resolve(
    '@modelcontextprotocol/sdk/inMemory.js'
  ),
  '../../..'
);

const FILES = ['client/index.js', 'server/mcp.js', 'inMemory.js'];

describe('a copy of the SDK without its package', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  after(() => {
    folder.remove();
  });

  /** A program that imports or requires the SDK by these specifiers. */
  function program(
    name: string,
    format: 'esm' | 'cjs',
    specifiers: readonly string[]
  ): string {
    const file = join(folder.path, name);
    const { href } = fixtureUrl('lib/round-trip.cjs');
    const load = (specifier: string) =>
      format === 'esm'
        ? `await import(${JSON.stringify(specifier)})`
        : `createRequire(import.meta.url)(${JSON.stringify(specifier)})`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(
      file,
      `import { createRequire } from 'node:module';
      import { roundTrip } from ${JSON.stringify(href)};
      const sdk = Object.assign({}, ${specifiers.map(load).join(', ')});
      await roundTrip('x', sdk);
      globalThis.report();`
    );
    return pathToFileURL(file).href;
  }

  async function assertTraced(app: string): Promise<void> {
    const { spans } = await runApp(app, PRELOAD);
    assertSpanTree(spans, [roundTripTree('x')]);
  }

  const places = {
    'in a folder of its name': 'node_modules/@modelcontextprotocol/sdk/dist',
    'in a folder of another name': 'vendor/mcp',
  };
  for (const [where, place] of Object.entries(places)) {
    for (const format of ['esm', 'cjs'] as const) {
      it(`is traced as ${format}, ${where}`, async () => {
        const source = join(SDK, 'dist', format);
        cpSync(source, join(folder.path, place, format), { recursive: true });
        const specifiers = FILES.map(file => `./${place}/${format}/${file}`);
        await assertTraced(
          program(`${where}-${format}.mjs`, format, specifiers)
        );
      });
    }
  }

  for (const format of ['esm', 'cjs'] as const) {
    it(`is traced once where hooks and its source tell of it, ${format}`, async () => {
      const real = join(folder.path, 'checkout', `sdk-${format}`);
      cpSync(SDK, real, {
        recursive: true,
        filter: source => !source.includes(join('sdk', 'node_modules')),
      });
      const scope = join(
        folder.path,
        `linked-${format}`,
        'node_modules',
        '@modelcontextprotocol'
      );
      mkdirSync(scope, { recursive: true });
      symlinkSync(real, join(scope, 'sdk'), 'junction');
      const specifiers = FILES.map(file => `@modelcontextprotocol/sdk/${file}`);
      await assertTraced(
        program(`linked-${format}/app.mjs`, format, specifiers)
      );
    });
  }
});
