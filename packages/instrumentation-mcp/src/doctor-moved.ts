#!/usr/bin/env node
/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

const args = process.argv
  .slice(2)
  .filter((arg, at) => arg !== 'doctor' || at > 0);
const line = args.length === 0 ? '-- node server.js' : args.join(' ');

process.stderr.write(
  `The doctor is a package of its own:\n  npx opentelemetry-mcp-doctor ${line}\n`
);
process.exitCode = 2;
