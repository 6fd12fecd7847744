/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { SpanKind } from '@opentelemetry/api';
import {
  header,
  headerNames,
  type Arrival,
  type Connection,
  type HttpHeaders,
} from '../model/connection.ts';
import type { Message } from '../model/json-rpc.ts';
import type { McpMessageInfo } from '../types.ts';

/** A message as the operator's functions see it; headers are read when asked for. */
export function messageInfo(
  message: Message,
  kind: SpanKind,
  { sessionId }: Connection,
  { headers, authInfo }: Arrival
): McpMessageInfo {
  return {
    side: kind === SpanKind.CLIENT ? 'client' : 'server',
    method: message.method,
    params: message.params,
    authInfo,
    sessionId,
    get headers() {
      return plainHeaders(headers);
    },
  };
}

function plainHeaders(
  headers: HttpHeaders | undefined
): Record<string, string> | undefined {
  if (headers === undefined) {
    return undefined;
  }
  const entries = headerNames(headers).map(name => [
    name.toLowerCase(),
    header(headers, name) ?? '',
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}
