/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

process.stdout.write('alive\n');
setTimeout(() => process.stdout.write('and well\n'), 100);
