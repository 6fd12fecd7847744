/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, TEST_NODE, run, runTool } from './commands.ts';
import { type PackedPackage, readManifest } from './packages.ts';

/** A project outside the workspace which has the packed packages installed. */
export class Consumer {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Installs the packages, and their peers in the versions of the workspace,
   * in an empty folder.
   */
  static async install(
    folder: string,
    packages: readonly PackedPackage[]
  ): Promise<Consumer> {
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ private: true, type: 'module' })
    );
    const peers = packages.flatMap(({ manifest }) =>
      Object.keys(manifest.peerDependencies ?? {})
    );
    await run(
      'npm',
      [
        'install',
        '--prefer-offline',
        '--no-audit',
        '--no-fund',
        ...packages.map(({ tarball }) => tarball),
        ...[...new Set(peers)].map(withWorkspaceVersion),
      ],
      { cwd: folder }
    );
    return new Consumer(folder);
  }

  /**
   * Loads a module in a process of its own.
   *
   * @returns everything that the process wrote to stdout
   */
  load(how: 'import' | 'require', specifier: string): Promise<string> {
    const name = JSON.stringify(specifier);
    const program =
      how === 'import'
        ? `const loaded = await import(${name});`
        : `const loaded = require(${name});`;
    const inputType = how === 'import' ? 'module' : 'commonjs';
    return run(
      TEST_NODE,
      [`--input-type=${inputType}`, '--eval', program + PRINT_NAMES],
      { cwd: this.#folder, env: { ...process.env, ...NO_EXPORTERS } }
    );
  }

  /** Type-checks a program without the workspace's leniency for libraries. */
  async typeCheck(fileName: string, program: string): Promise<void> {
    const config = join(this.#folder, `tsconfig.${fileName}.json`);
    const compilerOptions = {
      exactOptionalPropertyTypes: true,
      lib: ['ES2023'],
      module: 'NodeNext',
      noEmit: true,
      skipLibCheck: false,
      strict: true,
      target: 'ES2022',
      typeRoots: [join(ROOT, 'node_modules', '@types')],
      types: ['node'],
    };
    writeFileSync(join(this.#folder, fileName), program);
    writeFileSync(
      config,
      JSON.stringify({ compilerOptions, files: [fileName] })
    );
    await runTool('tsc', ['--project', config]);
  }
}

// Names that a module system adds, and not the module, are left out.
const PRINT_NAMES = `
  const added = ['default', 'module.exports', '__esModule'];
  const names = Object.keys(loaded).filter(name => !added.includes(name));
  console.log(names.sort().join(' '));
`;

/** Entries that start an SDK shall not look for a collector. */
const NO_EXPORTERS = {
  OTEL_LOGS_EXPORTER: 'none',
  OTEL_METRICS_EXPORTER: 'none',
  OTEL_TRACES_EXPORTER: 'none',
};

function withWorkspaceVersion(name: string): string {
  const { version } = readManifest(join(ROOT, 'node_modules', name));
  return `${name}@${version}`;
}
