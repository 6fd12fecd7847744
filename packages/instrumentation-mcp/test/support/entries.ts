/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { createRequire } from 'node:module';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { toNodeHandler } from '@modelcontextprotocol/node';
import type { McpServer, createMcpHandler } from '@modelcontextprotocol/server';
import type { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const require = createRequire(import.meta.url);

/** SDK v2 as CommonJS, whose exports can be replaced without a loader. */
const server = require('@modelcontextprotocol/server') as {
  McpServer: typeof McpServer;
  createMcpHandler: typeof createMcpHandler;
};

export const REVISION = '2026-07-28';
