/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import * as otel from '@opentelemetry/api';
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { inputRequired, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { defineServer } from '../scenario/define-server.cjs';
import { runClient } from '../scenario/run-client.cjs';
import { clientLine, serverLine } from './line.cjs';

// Client and server in one process.
const line = serverLine({ McpServer, inputRequired, z });
const createServer = defineServer(line, otel);
const [transport, peer] = InMemoryTransport.createLinkedPair();
await createServer().connect(peer);
const createTransport = () => transport;
await runClient(clientLine({ Client, createTransport }), otel);
