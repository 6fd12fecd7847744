/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { SpanRecord } from 'opentelemetry-mcp-test-utils';

/** The last span of a process, which names those it left open. */
export function isReport(span: SpanRecord): boolean {
  return span.name === 'test exit report';
}
