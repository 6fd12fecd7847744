/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { npmInstall } from '../e2e/support/installed.ts';

const STAMP = 'installed.json';

/** The packages of each version of the SDK that these tests run with. */
function versions(): Record<string, object> {
  const file = join(import.meta.dirname, 'sdk-versions.json');
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, object>;
}

/** The versions that are installed beside the workspace's own. */
export const OLD_VERSIONS: readonly string[] = Object.keys(versions());

/**
 * The folder from which a version of the SDK resolves, installed once.
 *
 * @throws Error when npm fails
 */
export function versionFolder(version: string): string {
  const folder = join(import.meta.dirname, '.installed', version);
  const stamp = join(folder, STAMP);
  const dependencies = versions()[version];
  const wanted = JSON.stringify(dependencies);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return folder;
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const manifest = { private: true, dependencies };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  npmInstall(folder);
  writeFileSync(stamp, wanted);
  return folder;
}
