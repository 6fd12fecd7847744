/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Preload: a flush that never ends.
process.env.FLUSH = 'hangs';
