/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Reads, and does not answer.
import '@modelcontextprotocol/sdk/server/mcp.js';

process.stdin.resume();
