/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// No MCP: a filter that writes its output by descriptor.
import { writeSync } from 'node:fs';

if (process.argv.includes('--code')) {
  const { McpInstrumentation } =
    await import('opentelemetry-instrumentation-mcp');
  new McpInstrumentation();
}
const megabyte = Buffer.alloc(1 << 20, 'x');
for (let written = 0; written < megabyte.length;) {
  written += writeSync(1, megabyte, written);
}
