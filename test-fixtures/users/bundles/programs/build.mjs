/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// `node build.mjs ENTRY FOLDER NAME…`: builds an entry. A name says how, such as
// `esbuild-esm-min-es2022.mjs`, with a version of SDK v1 behind it where it is not
// the newest.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundlers } from './bundlers.mjs';

const [, , entry, folder, ...names] = process.argv;
mkdirSync(folder, { recursive: true });
for (const name of names) {
  const [bundler, format, size, target, sdk] = name
    .replace(/\.\w+$/, '')
    .split('-');
  const form = {
    format,
    minify: size === 'min',
    development: size === 'eval',
    ...{ target, sdk },
  };
  await bundlers[bundler](resolve(entry), join(resolve(folder), name), form);
}
