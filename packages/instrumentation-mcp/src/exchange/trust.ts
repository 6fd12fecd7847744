/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { SpanKind } from '@opentelemetry/api';
import type { InboundPolicy } from 'opentelemetry-propagator-mcp';
import type { Arrival, Connection } from '../model/connection.ts';
import type { Message } from '../model/json-rpc.ts';
import type { McpMessageInfo } from '../types.ts';
import { messageInfo } from './message-info.ts';
import type { Trust } from './policies.ts';
import type { Telemetry } from './telemetry.ts';

/** To be told once, by instrumentation. */
const told = new WeakSet<object>();

/** The operator's trust in an incoming message. Who cannot decide trusts nobody. */
export function trustIn(
  message: Message,
  connection: Connection,
  arrival: Arrival,
  telemetry: Telemetry
): Trust {
  const { inbound, parent, foreignCarriers } = telemetry.settings;
  const policy =
    typeof inbound === 'function'
      ? decided(
          inbound,
          messageInfo(message, SpanKind.SERVER, connection, arrival),
          telemetry
        )
      : inbound;
  return { policy, parent, carriers: foreignCarriers };
}

/** Programs without types may return anything, of which one line of `diag` tells. */
function decided(
  inbound: (info: McpMessageInfo) => InboundPolicy,
  info: McpMessageInfo,
  telemetry: Telemetry
): InboundPolicy {
  const answer: { policy?: unknown } = {};
  const policy = telemetry.runHook('inbound', () => {
    const returned = inbound(info);
    answer.policy = returned;
    return returned;
  });
  if (policy === 'continue' || policy === 'link' || policy === 'ignore') {
    return policy;
  }
  if ('policy' in answer && !told.has(telemetry)) {
    told.add(telemetry);
    telemetry.diag.error(
      'option inbound returned no policy, which counts as ignore; return continue, link or ignore'
    );
  }
  return 'ignore';
}
