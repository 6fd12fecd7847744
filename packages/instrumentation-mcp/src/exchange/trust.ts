/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { SpanKind } from '@opentelemetry/api';
import type { ReceiveMetaOptions } from 'opentelemetry-propagator-mcp';
import type { Arrival, Connection } from '../model/connection.ts';
import type { Message } from '../model/json-rpc.ts';
import { messageInfo } from './message-info.ts';
import type { Telemetry } from './telemetry.ts';

/** How far a peer is trusted. */
export type Trust = Required<
  Pick<ReceiveMetaOptions, 'policy' | 'parent' | 'carriers'>
>;

/** The operator's trust in an incoming message. Who cannot decide trusts nobody. */
export function trustIn(
  message: Message,
  connection: Connection,
  arrival: Arrival,
  { settings, runHook }: Telemetry
): Trust {
  const { inbound, parent, foreignCarriers } = settings;
  const policy =
    typeof inbound === 'function'
      ? runHook('inbound', () =>
          inbound(messageInfo(message, SpanKind.SERVER, connection, arrival))
        )
      : inbound;
  return { policy: policy ?? 'ignore', parent, carriers: foreignCarriers };
}
