/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import * as otel from '@opentelemetry/api';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import * as types from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { defineServer } from '../scenario/define-server.cjs';
import { runClient } from '../scenario/run-client.cjs';
import { clientLine, serverLine } from './line.cjs';

// Client and server in one process.
const createServer = defineServer(serverLine({ McpServer, z }), otel);
const [transport, peer] = InMemoryTransport.createLinkedPair();
await createServer().connect(peer);
const createTransport = () => transport;
await runClient(clientLine({ Client, types, createTransport }), otel);
