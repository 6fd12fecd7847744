/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A server over HTTP that ends itself before anything is exported.
import './http-server.mjs';

process.on('SIGTERM', function leave() {
  process.exit(0);
});
