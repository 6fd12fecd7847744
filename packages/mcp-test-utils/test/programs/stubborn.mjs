/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Ignores the end of stdin, and SIGTERM if it is told to.
setInterval(() => undefined, 60_000);
process.on('SIGTERM', () => {
  console.error('SIGTERM');
  if (process.argv[2] !== 'SIGTERM too') process.exit(7);
});
console.log('ready');
