/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { SpanKind, type Attributes } from '@opentelemetry/api';
import { header, type Arrival, type Connection } from '../model/connection.ts';
import type { Message } from '../model/json-rpc.ts';
import {
  ATTR_MCP_PROTOCOL_VERSION,
  ATTR_MCP_SESSION_ID,
  ATTR_NETWORK_PROTOCOL_NAME,
  ATTR_NETWORK_TRANSPORT,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
} from '../semconv.ts';
import { boundedName } from './bounded-text.ts';
import { claimedProtocolVersion } from './message-attributes.ts';

/** What the connection adds to a span: network, session, protocol revision. */
export function connectionAttributes(
  connection: Connection,
  kind: SpanKind,
  message: Message,
  arrival?: Arrival
): Attributes {
  const attributes: Attributes = {};
  const set = (key: string, value: string | number | undefined) => {
    if (value !== undefined) {
      attributes[key] = typeof value === 'string' ? boundedName(value) : value;
    }
  };
  const isHttp = arrival?.headers !== undefined;
  set(
    ATTR_NETWORK_TRANSPORT,
    connection.networkTransport ?? (isHttp ? 'tcp' : undefined)
  );
  set(
    ATTR_NETWORK_PROTOCOL_NAME,
    connection.protocolName ?? (isHttp ? 'http' : undefined)
  );
  if (kind === SpanKind.CLIENT) {
    set(ATTR_SERVER_ADDRESS, connection.serverAddress);
    set(ATTR_SERVER_PORT, connection.serverPort);
  }
  set(ATTR_MCP_SESSION_ID, connection.sessionId());
  set(
    ATTR_MCP_PROTOCOL_VERSION,
    claimedProtocolVersion(message) ??
      connection.negotiatedVersion ??
      connection.protocolVersion() ??
      header(arrival?.headers, 'mcp-protocol-version')
  );
  return attributes;
}

/** What the two sides agree on in `initialize`, known when its response passes. */
export function agreedAttributes(connection: Connection): Attributes {
  const version = connection.negotiatedVersion;
  const session = connection.sessionId();
  return {
    ...(version !== undefined && {
      [ATTR_MCP_PROTOCOL_VERSION]: boundedName(version),
    }),
    ...(session !== undefined && {
      [ATTR_MCP_SESSION_ID]: boundedName(session),
    }),
  };
}

/** What the convention lets session metrics say. */
export function sessionAttributes(
  connection: Connection,
  kind: SpanKind
): Attributes {
  const message = { method: 'initialize' };
  return connectionAttributes(connection, kind, message);
}
