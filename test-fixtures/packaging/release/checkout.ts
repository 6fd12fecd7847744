/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageNames } from '../../../scripts/lib/repository.mjs';
import { ROOT, run } from '../commands.ts';
import { type Manifest, readManifest } from '../packages.ts';

const GIT_USER = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];
const SHARED = ['package.json', 'lerna.json', '.gitignore', 'scripts'];

/** A repository of its own with what a release reads, and a remote to push to. */
export async function checkOut(folder: string): Promise<string> {
  const checkout = join(folder, 'checkout');
  const remote = join(folder, 'remote.git');
  for (const name of SHARED) {
    cpSync(join(ROOT, name), join(checkout, name), { recursive: true });
  }
  for (const name of packageNames(ROOT)) copyPackage(checkout, name);
  mkdirSync(remote);
  await run('git', ['init', '--quiet', '--bare'], { cwd: remote });
  await run('git', ['init', '--quiet', '--initial-branch=main'], {
    cwd: checkout,
  });
  await run('git', ['remote', 'add', 'origin', remote], { cwd: checkout });
  await commit(checkout, 'feat: everything');
  return checkout;
}

/** Commits all that has changed, and pushes it. */
export async function commit(checkout: string, message: string) {
  const options = { cwd: checkout };
  await run('git', ['add', '--all'], options);
  await run(
    'git',
    [...GIT_USER, 'commit', '--quiet', '--message', message],
    options
  );
  await run('git', ['push', '--quiet', '-u', 'origin', 'main'], options);
}

export function manifestsOf(checkout: string): Manifest[] {
  return packageNames(checkout).map(name =>
    readManifest(join(checkout, 'packages', name))
  );
}

function copyPackage(checkout: string, name: string): void {
  const from = join(ROOT, 'packages', name);
  const to = join(checkout, 'packages', name);
  const { files } = JSON.parse(
    readFileSync(join(from, 'package.json'), 'utf8')
  ) as { files: string[] };
  for (const file of ['package.json', ...files]) {
    cpSync(join(from, file), join(to, file), { recursive: true });
  }
  // The one thing that only GitHub's machines can do.
  const manifest = join(to, 'package.json');
  const text = readFileSync(manifest, 'utf8');
  writeFileSync(
    manifest,
    text.replace('"provenance": true', '"provenance": false')
  );
}
