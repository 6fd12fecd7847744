/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { install } from '../../../../../test-fixtures/e2e/support/installed.ts';

const PACKAGES = join(import.meta.dirname, '..', '..', '..', '..');
const INSTALLED = join(import.meta.dirname, '..', '.installed');

const OPENTELEMETRY_2 = {
  '@opentelemetry/api': '1.9.1',
  '@opentelemetry/auto-instrumentations-node': '0.81.2',
  '@opentelemetry/core': '2.12.1',
  '@opentelemetry/instrumentation': '0.223.0',
  '@opentelemetry/propagator-env-carrier': '0.222.0',
};

/**
 * A folder with the line 2.x of OpenTelemetry, our packages as built, and the
 * programs of `fixtures`; the MCP SDK is found in the workspace above.
 *
 * @returns URL of `fixtures` there
 */
export function otel2xFixtures(): string {
  const folder = join(INSTALLED, 'otel-2x');
  install(folder, OPENTELEMETRY_2);
  for (const name of ['instrumentation-mcp', 'propagator-mcp']) {
    const target = join(folder, 'node_modules', `opentelemetry-${name}`);
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target);
    for (const part of ['dist', 'preload', 'package.json']) {
      const source = join(PACKAGES, name, part);
      if (existsSync(source)) {
        cpSync(source, join(target, part), { recursive: true });
      }
    }
  }
  return copyFixtures(folder);
}

/** Likewise, with the oldest MCP SDK that is supported. */
export function oldestSdkFixtures(): string {
  const folder = join(INSTALLED, 'sdk-1.8');
  install(folder, { '@modelcontextprotocol/sdk': '1.8.0' });
  return copyFixtures(folder);
}

function copyFixtures(folder: string): string {
  const fixtures = join(folder, 'fixtures');
  rmSync(fixtures, { recursive: true, force: true });
  cpSync(join(import.meta.dirname, '..', 'fixtures'), fixtures, {
    recursive: true,
  });
  return `${pathToFileURL(fixtures).href}/`;
}
