/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import { runTool } from './commands.ts';
import { Consumer } from './consumer.ts';
import { type PackedPackage, exportedSpecifiers, packAll } from './packages.ts';

const PUBLISHED =
  /^(dist\/.+\.(mjs|cjs|d\.mts|d\.cts)|preload\/[a-z]+\.cjs|README\.md|LICENSE|package\.json)$/;

describe('published packages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-packaging-'));
  let packages: PackedPackage[];
  let specifiers: string[];

  before(async () => {
    packages = await packAll(folder);
    specifiers = packages.flatMap(({ manifest }) =>
      exportedSpecifiers(manifest)
    );
    assert.ok(specifiers.length >= packages.length && packages.length > 0);
  });

  after(() => rmSync(folder, { recursive: true }));

  it('hold what users need and nothing else', () => {
    for (const { manifest, files } of packages) {
      for (const needed of ['LICENSE', 'README.md', 'dist/index.mjs']) {
        assert.ok(files.includes(needed), `${manifest.name} lacks ${needed}`);
      }
      const surplus = files.filter(file => !PUBLISHED.test(file));
      assert.deepEqual(surplus, [], manifest.name);
    }
  });

  it('name no file that they do not hold', () => {
    for (const { folder: packageFolder, manifest, files } of packages) {
      const missing = files
        .filter(file => /\.(mjs|cjs|d\.mts|d\.cts)$/.test(file))
        .flatMap(file => namedFiles(packageFolder, file))
        .filter(file => !files.includes(file));
      assert.deepEqual(missing, [], manifest.name);
    }
  });

  it('pass publint', async () => {
    for (const { folder: pkgDir, manifest } of packages) {
      const { messages } = await publint({ pkgDir, pack: 'npm', strict: true });
      const texts = messages.map(message => formatMessage(message, manifest));
      assert.deepEqual(texts, [], manifest.name);
    }
  });

  it('resolve to the right types (are the types wrong)', async () => {
    // node10 knows no exports maps: its users find the main entry only
    for (const { tarball } of packages) {
      await runTool('attw', [
        tarball,
        ...['--profile', 'node16', '--no-color'],
        // workers and pages, where there is no require()
        ...['--exclude-entrypoints', './web'],
      ]);
    }
  });

  it('declare every package which their code or types name', () => {
    for (const { folder: packageFolder, manifest, files } of packages) {
      const declared = [
        manifest.name,
        ...Object.keys(manifest.dependencies ?? {}),
        ...Object.keys(manifest.peerDependencies ?? {}),
      ];
      const named = files
        .filter(file => /\.(mjs|cjs|d\.mts|d\.cts)$/.test(file))
        .flatMap(file => importedPackages(join(packageFolder, file)));
      const undeclared = named.filter(name => !declared.includes(name));
      assert.deepEqual([...new Set(undeclared)], [], manifest.name);
    }
  });

  describe('installed in an empty project', () => {
    let consumer: Consumer;

    before(async () => {
      const project = join(folder, 'project');
      mkdirSync(project);
      consumer = await Consumer.install(project, packages);
    });

    it('load with import and require, equally and quietly', async () => {
      for (const specifier of specifiers) {
        const imported = await consumer.load('import', specifier);
        const required = await consumer.load('require', specifier);
        // one line of names: the modules themselves write nothing to stdout
        assert.match(imported, /^[\w ]*\n$/, specifier);
        assert.equal(imported, required, specifier);
      }
    });

    for (const file of ['consumer.mts', 'consumer.cts']) {
      it(`type-check in ${file}`, async () => {
        const imports = specifiers.map(
          (specifier, index) => `import * as m${index} from '${specifier}';\n`
        );
        const names = specifiers.map((_, index) => `m${index}`);
        const program = `${imports.join('')}export { ${names.join(', ')} };\n`;
        await consumer.typeCheck(file, program);
      });
    }
  });
});

/** Own files that a file imports, types for types, and the map that it names. */
function namedFiles(packageFolder: string, file: string): string[] {
  const text = readFileSync(join(packageFolder, file), 'utf8');
  const types = /\.d\.[mc]ts$/.test(file);
  const imported = ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter(name => name.startsWith('.'))
    .map(name => (types ? name.replace(/\.([mc])js$/, '.d.$1ts') : name));
  const maps = [...text.matchAll(/^\/\/# sourceMappingURL=(.+)$/gm)].map(
    ([, map = '']) => map
  );
  return [...imported, ...maps].map(name => join(dirname(file), name));
}

/** Names of the packages which a file imports, requires or references. */
function importedPackages(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const { importedFiles, typeReferenceDirectives } = ts.preProcessFile(
    text,
    true,
    true
  );
  return [...importedFiles, ...typeReferenceDirectives]
    .map(({ fileName }) => fileName)
    .filter(name => !name.startsWith('.') && !isBuiltin(name))
    .map(name => name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
}
