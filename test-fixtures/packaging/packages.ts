/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './commands.ts';

/** The parts of package.json which tests read. */
export interface Manifest {
  name: string;
  version: string;
  exports: Record<string, unknown>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/** A package as it would be published. */
export interface PackedPackage {
  folder: string;
  manifest: Manifest;
  /** Absolute path of the packed archive. */
  tarball: string;
  /** Paths in the archive, sorted. */
  files: string[];
}

export function readManifest(folder: string): Manifest {
  const text = readFileSync(join(folder, 'package.json'), 'utf8');
  return JSON.parse(text) as Manifest;
}

/** Packs every package of the workspace into `destination`. */
export async function packAll(destination: string): Promise<PackedPackage[]> {
  const packages = join(ROOT, 'packages');
  return Promise.all(
    readdirSync(packages).map(name => pack(join(packages, name), destination))
  );
}

async function pack(
  folder: string,
  destination: string
): Promise<PackedPackage> {
  const stdout = await run(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', destination],
    { cwd: folder }
  );
  const [packed] = JSON.parse(stdout) as {
    filename: string;
    files: { path: string }[];
  }[];
  if (!packed) throw new Error(`npm packed nothing in ${folder}`);
  return {
    folder,
    manifest: readManifest(folder),
    tarball: join(destination, packed.filename),
    files: packed.files.map(({ path }) => path).sort(),
  };
}

/** Module specifiers which a package exports: its name, and its subpaths. */
export function exportedSpecifiers({ name, exports }: Manifest): string[] {
  return Object.keys(exports)
    .filter(subpath => subpath !== './package.json')
    .map(subpath => name + subpath.slice(1));
}
