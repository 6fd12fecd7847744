/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isObject } from './json-rpc.ts';
import { requireFrom } from './resolvers.ts';

const API = '@opentelemetry/api';

/**
 * The version of the API that this package is installed with, which the API itself
 * does not export. Reads files: only for whoever is in trouble.
 *
 * @returns undefined where there is none, as in a bundle
 */
export function ownApiVersion(): string | undefined {
  try {
    const file = requireFrom(import.meta.url).resolve(API);
    let folder = dirname(file);
    while (folder !== dirname(folder)) {
      const manifest = join(folder, 'package.json');
      const { name, version } = existsSync(manifest) ? read(manifest) : {};
      if (name === API && typeof version === 'string') {
        return version;
      }
      folder = dirname(folder);
    }
  } catch {
    // Not Node.js, or nothing to read.
  }
  return undefined;
}

function read(manifest: string): { name?: unknown; version?: unknown } {
  const content: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
  return isObject(content) ? content : {};
}
