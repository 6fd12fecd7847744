/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { conventionTables } from '../src/conventions/tables.ts';

const DOCUMENT = readFileSync(
  new URL('../../../docs/test-utils.md', import.meta.url),
  'utf8'
);

describe('docs/test-utils.md', () => {
  it('lists the rules that are checked', () => {
    const { rules } = conventionTables();
    assert.ok(DOCUMENT.includes(`\n\n${rules}\n\n`));
  });
});
