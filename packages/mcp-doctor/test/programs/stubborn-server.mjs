/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A server that ends neither with its stdin nor on SIGTERM.
import './server.mjs';

process.on('SIGTERM', () => undefined);
setInterval(() => undefined, 60_000);
