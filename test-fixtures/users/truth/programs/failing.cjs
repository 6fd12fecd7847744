/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
const { Client } = require('@modelcontextprotocol/client');
const {
  InMemoryTransport,
  McpServer,
} = require('@modelcontextprotocol/server');
const { failOnce } = require('./fail-once.cjs');

void failOnce({ Client, InMemoryTransport, McpServer });
