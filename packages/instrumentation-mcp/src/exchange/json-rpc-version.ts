/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { boundedName } from '../model/bounded-text.ts';
import { otherVersion, type Response } from '../model/json-rpc.ts';
import { ATTR_JSONRPC_PROTOCOL_VERSION } from '../semconv.ts';
import type { Exchange } from './exchange.ts';

/** A response may say another version of JSON-RPC than its request. */
export function describeVersion(exchange: Exchange, response: Response): void {
  const version = otherVersion(response);
  if (version !== undefined) {
    exchange.describe(ATTR_JSONRPC_PROTOCOL_VERSION, boundedName(version));
  }
}

/** The version that an exchange was made in, unless that is `2.0`. */
export function versionOf(exchange: Exchange): string | undefined {
  const version = exchange.known(ATTR_JSONRPC_PROTOCOL_VERSION);
  return typeof version === 'string' ? version : undefined;
}
