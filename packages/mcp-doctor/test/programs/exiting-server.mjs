/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A server that ends itself before anything is exported.
import './server.mjs';

process.stdin.on('end', function leave() {
  process.exit(0);
});
