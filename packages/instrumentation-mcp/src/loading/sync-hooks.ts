/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import nodeModule from 'node:module';

/** From which release on of each line that has them; later lines have them all. */
const SINCE: Readonly<Record<number, readonly [minor: number, patch: number]>> =
  { 22: [22, 3], 24: [11, 1], 25: [1, 0] };
const LATER = 26;

/**
 * Whether Node has hooks for modules in this thread, and they take nothing from a
 * program: with any hook of `load`, even one that does nothing, the first releases
 * that have them cannot load some CommonJS modules that an ES module imports.
 */
export function hasSyncHooks(version = process.versions.node): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(parseFloat);
  const since = SINCE[major];
  const works =
    since === undefined
      ? major >= LATER
      : minor > since[0] || (minor === since[0] && patch >= since[1]);
  return works && 'registerHooks' in nodeModule;
}
