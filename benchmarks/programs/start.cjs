/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/* Prints what the process has used so far: CPU in milliseconds, memory in MB. */

const { user, system } = process.cpuUsage();
const { rss } = process.memoryUsage();
console.log(JSON.stringify({ cpu: (user + system) / 1e3, rss: rss / 1e6 }));
