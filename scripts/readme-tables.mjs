/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * Writes the tables of spans, attributes and metrics into the README of the
 * instrumentation, out of the rows by which the conventions are checked. A test
 * fails where they differ.
 */

import { conventionTables } from 'opentelemetry-mcp-test-utils';
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = new URL(
  '../packages/instrumentation-mcp/README.md',
  import.meta.url
);
const MARKED = /<!-- table: (\w+) -->\n[^]*?<!-- \/table -->/g;

/** @type {Record<string, string>} */
const tables = { ...conventionTables() };
const readme = readFileSync(FILE, 'utf8');

writeFileSync(
  FILE,
  readme.replace(
    MARKED,
    (_, name) => `<!-- table: ${name} -->\n\n${tables[name]}\n\n<!-- /table -->`
  )
);
