/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/* Prints the CPU time of one `require()`, in microseconds. */

const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const COUNT = 1_000;

const folder = mkdtempSync(join(tmpdir(), 'requires-'));
const files = Array.from({ length: COUNT }, (_, index) =>
  join(folder, `${index}.cjs`)
);
for (const file of files) writeFileSync(file, 'exports.value = 1;');
const before = process.cpuUsage();
for (const file of files) require(file);
const { user, system } = process.cpuUsage(before);
rmSync(folder, { recursive: true });
console.log(JSON.stringify((user + system) / COUNT));
