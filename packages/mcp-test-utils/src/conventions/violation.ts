/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { MetricRecord } from '../records/metric-record.ts';
import type { SpanRecord } from '../records/span-record.ts';

/** One way in which a span or a metric departs from the conventions. */
export interface Violation {
  /** The id of a rule: an attribute's key, `span.…`, `metric.…`. */
  readonly rule: string;
  readonly message: string;
  /** The span at fault; otherwise it is a metric. */
  readonly span?: SpanRecord;
  readonly metric?: MetricRecord;
}

export interface CheckOptions {
  /** Attributes and metrics beyond the conventions that are accepted. */
  readonly allow?: readonly (string | RegExp)[];
  /**
   * Whether opt-in attributes (arguments, results, prompt variables, resource
   * URIs on metrics) are accepted; default false, because they carry payload or
   * cardinality that nobody should get unasked.
   */
  readonly optIn?: boolean;
  /**
   * Scopes all of whose spans have to follow the MCP conventions. Of other
   * scopes, only spans with `mcp.method.name` have to. Default:
   * `opentelemetry-instrumentation-mcp`.
   */
  readonly scopes?: readonly string[];
}

export function isAllowed(name: string, { allow = [] }: CheckOptions): boolean {
  return allow.some(entry =>
    typeof entry === 'string' ? entry === name : entry.test(name)
  );
}
