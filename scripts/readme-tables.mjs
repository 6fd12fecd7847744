/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * Writes the tables of spans, attributes and metrics into
 * docs/reference.md, out of the rows by which the conventions are checked. A test
 * fails where they differ.
 */

import { conventionTables } from 'opentelemetry-mcp-test-utils';
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = new URL('../docs/reference.md', import.meta.url);
const MARKED = /<!-- table: (\w+) -->\n[^]*?<!-- \/table -->/g;

/** @type {Record<string, string>} */
const tables = { ...conventionTables() };
const reference = readFileSync(FILE, 'utf8');

writeFileSync(
  FILE,
  reference.replace(
    MARKED,
    (_, name) => `<!-- table: ${name} -->\n\n${tables[name]}\n\n<!-- /table -->`
  )
);
