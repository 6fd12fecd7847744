/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import * as otel from '@opentelemetry/api';
import {
  NodeStreamableHTTPServerTransport,
  toNodeHandler,
} from '@modelcontextprotocol/node';
import {
  createMcpHandler,
  inputRequired,
  McpServer,
} from '@modelcontextprotocol/server';
import {
  serveStdio,
  StdioServerTransport,
} from '@modelcontextprotocol/server/stdio';
import http from 'node:http';
import { z } from 'zod';
import { defineServer } from '../scenario/define-server.cjs';
import { serveHttp, withSessions } from '../scenario/serve-http.cjs';
import { serveLines } from '../scenario/line-transport.cjs';
import { serverLine } from './line.cjs';

const line = serverLine({ McpServer, inputRequired, z });
const createServer = defineServer(line, otel);
const serve = {
  legacy: {
    stdio: () => createServer().connect(new StdioServerTransport()),
    http() {
      const create = options => new NodeStreamableHTTPServerTransport(options);
      serveHttp(http, withSessions(create, createServer));
    },
    lines: () => serveLines(createServer),
  },
  modern: {
    stdio: () => serveStdio(createServer),
    http: () => serveHttp(http, toNodeHandler(createMcpHandler(createServer))),
  },
};
serve[process.env.MCP_ERA][process.argv[2]]();
