/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { SpanKind } from '@opentelemetry/api';
import type { Opening } from './opening.ts';

/**
 * A server that is made anew for each request is the same one to all of them, and
 * knows its own tools; clients and sessions know those of their connection.
 */
export function ownerOfNames(
  { kind, connection }: Opening,
  shared: object
): object {
  return kind === SpanKind.SERVER && !connection.hasSession
    ? shared
    : connection;
}
