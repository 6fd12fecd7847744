/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Exchange } from '../exchange/exchange.ts';
import type { Connection } from '../model/connection.ts';
import { isObject, type Response } from '../model/json-rpc.ts';
import { agreedAttributes } from '../telemetry/connection-attributes.ts';

/**
 * Keeps what `initialize` agrees on. v1 remembers the protocol revision
 * nowhere, and a session id is assigned only with the response.
 */
export function agreeOn(
  connection: Connection,
  exchange: Exchange,
  response: Response
): void {
  if (exchange.method !== 'initialize' || !isObject(response.result)) {
    return;
  }
  const version = response.result['protocolVersion'];
  if (typeof version === 'string') {
    connection.negotiatedVersion = version;
  }
  exchange.describe(agreedAttributes(connection));
}
