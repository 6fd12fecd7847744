/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A server over stdio that refuses all revisions before 2026-07-28.
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { define } from './define.cjs';

serveStdio(() => define(McpServer), { legacy: 'reject' });
