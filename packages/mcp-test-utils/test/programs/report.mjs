/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Reports how it was started, then echoes stdin until that ends.
const { argv, execArgv, env } = process;
console.error(
  JSON.stringify({ args: argv.slice(2), execArgv, env, cwd: process.cwd() })
);
process.stderr.write('listening on 4318\n');
process.stdin.pipe(process.stdout);
