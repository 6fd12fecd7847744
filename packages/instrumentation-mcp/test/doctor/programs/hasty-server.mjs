/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A server that leaves as soon as its client does.
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { define } from './define.cjs';

process.stdin.on('end', () => process.exit());
await define(McpServer).connect(new StdioServerTransport());
