/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { SpanKind, type Attributes } from '@opentelemetry/api';
import { boundedName } from '../model/bounded-text.ts';
import {
  header,
  NO_ARRIVAL,
  type Arrival,
  type Connection,
} from '../model/connection.ts';
import type { Message } from '../model/json-rpc.ts';
import { claimedProtocolVersion } from '../model/protocol-version.ts';
import {
  ATTR_JSONRPC_PROTOCOL_VERSION,
  ATTR_MCP_PROTOCOL_VERSION,
  ATTR_MCP_SESSION_ID,
  ATTR_NETWORK_PROTOCOL_NAME,
  ATTR_NETWORK_TRANSPORT,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
} from '../semconv.ts';

/** Adds what the connection says of a message: network, session, protocol revision. */
export function addConnection(
  attributes: Attributes,
  connection: Connection,
  kind: SpanKind,
  message: Message,
  { headers }: Arrival
): void {
  const isHttp = headers !== undefined;
  const transport = connection.networkTransport ?? (isHttp ? 'tcp' : undefined);
  if (transport !== undefined) {
    attributes[ATTR_NETWORK_TRANSPORT] = transport;
  }
  const protocol = connection.protocolName ?? (isHttp ? 'http' : undefined);
  if (protocol !== undefined) {
    attributes[ATTR_NETWORK_PROTOCOL_NAME] = protocol;
  }
  if (kind === SpanKind.CLIENT && connection.serverAddress !== undefined) {
    attributes[ATTR_SERVER_ADDRESS] = connection.serverAddress;
    attributes[ATTR_SERVER_PORT] = connection.serverPort;
  }
  addAgreement(
    attributes,
    connection.sessionId,
    claimedProtocolVersion(message) ??
      connection.protocolVersion ??
      header(headers, 'mcp-protocol-version')
  );
}

function addAgreement(
  attributes: Attributes,
  session: string | undefined,
  version: string | undefined
): void {
  if (session !== undefined) {
    attributes[ATTR_MCP_SESSION_ID] = boundedName(session);
  }
  if (version !== undefined) {
    attributes[ATTR_MCP_PROTOCOL_VERSION] = boundedName(version);
  }
}

/** What the two sides agree on in `initialize`, known when its response passes. */
export function agreedAttributes(connection: Connection): Attributes {
  const attributes: Attributes = {};
  addAgreement(attributes, connection.sessionId, connection.protocolVersion);
  return attributes;
}

/**
 * What the convention lets session metrics say.
 *
 * @param jsonRpcVersion of its `initialize`, unless that is `2.0`
 */
export function sessionAttributes(
  connection: Connection,
  kind: SpanKind,
  jsonRpcVersion: string | undefined
): Attributes {
  const attributes: Attributes = {};
  if (jsonRpcVersion !== undefined) {
    attributes[ATTR_JSONRPC_PROTOCOL_VERSION] = jsonRpcVersion;
  }
  const message = { method: 'initialize' };
  addConnection(attributes, connection, kind, message, NO_ARRIVAL);
  return attributes;
}
