/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A server that makes spans of MCP in its own way, too.
import { SpanKind, trace } from '@opentelemetry/api';
import './server.mjs';

const tracer = trace.getTracer('by-hand');
const attributes = { 'mcp.method.name': 'tools/call' };
tracer.startSpan('my tool', { kind: SpanKind.INTERNAL, attributes }).end();
