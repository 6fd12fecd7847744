/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// `npm run demo [-- --html FILE] [-- --ui]` is `npm run example -- demo`.
process.argv.splice(2, 0, 'demo');
await import('./example.mjs');
