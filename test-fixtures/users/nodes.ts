/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { join } from 'node:path';
import { install } from '../e2e/support/installed.ts';

/** Releases of Node that programs under test are run with, by what they stand for. */
const RELEASES = {
  /** Older than anything we support: servers of others may need it. */
  '16': '16.20.2',
  '18': '18.20.8',
  /** The oldest that we support; asynchronous module hooks only. */
  '20': '20.20.2',
  /** The last of 22 without synchronous module hooks. */
  '22.14': '22.14.0',
  /** The first with them: they cannot load some programs, and are not used. */
  '22.15': '22.15.0',
  '22': '22.23.3',
  '24': '24.21.0',
  '26': '26.10.0',
} as const;

export type NodeLine = keyof typeof RELEASES;

/** The lines on which whatever must hold on a user's machine is tested. */
export const SUPPORTED: readonly NodeLine[] = ['20', '24'];

/** Those with what a process does at its end, which every release changes a little. */
export const SUPPORTED_ENDS: readonly NodeLine[] = ['20', '22', '24'];

/**
 * Installs a release of Node from npm, once.
 *
 * @returns absolute path of the executable
 * @throws Error when npm fails
 */
export function nodeExecutable(line: NodeLine): string {
  const { arch, platform } = process;
  const system = platform === 'win32' ? 'win' : platform;
  const name = `node-${system}-${arch}`;
  const folder = join(import.meta.dirname, '..', '.installed', `node-${line}`);
  install(folder, { [name]: RELEASES[line] });
  const file = platform === 'win32' ? 'node.exe' : 'node';
  return join(folder, 'node_modules', name, 'bin', file);
}
