/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { metaValue, stringParam, type Message } from './json-rpc.ts';

/** The key of the per-request protocol revision (MCP 2026-07-28, `_meta`). */
const PROTOCOL_VERSION_META_KEY = 'io.modelcontextprotocol/protocolVersion';

/** The protocol revision that a message claims: in `_meta`, or in `initialize` itself. */
export function claimedProtocolVersion(message: Message): string | undefined {
  const claimed = metaValue(message, PROTOCOL_VERSION_META_KEY);
  if (typeof claimed === 'string') {
    return claimed;
  }
  return message.method === 'initialize'
    ? stringParam(message, 'protocolVersion')
    : undefined;
}
