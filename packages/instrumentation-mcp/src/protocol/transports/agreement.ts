/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Exchange } from '../../exchange/exchange.ts';
import { isObject, type Response } from '../../model/json-rpc.ts';
import { agreedAttributes } from '../../telemetry/connection-attributes.ts';
import type { Observation } from '../observation.ts';
import type { SdkTransport } from '../sdk-shapes.ts';

/**
 * Keeps what a successful `initialize` agrees on, and begins the session. v1
 * remembers the protocol revision nowhere, and a session id is assigned only
 * with the response.
 */
export function agreeOn(
  { connections, exchanges, sessions }: Observation,
  transport: SdkTransport,
  exchange: Exchange,
  response: Response
): void {
  if (exchange.method !== 'initialize' || !isObject(response.result)) {
    return;
  }
  const connection = connections.of(transport);
  const version = response.result['protocolVersion'];
  if (typeof version === 'string') {
    connection.negotiatedVersion = version;
  }
  exchange.describe(agreedAttributes(connection));
  if (connection.hasSession()) {
    sessions.set(transport, exchanges.beginSession(connection, exchange.kind));
  }
}
