/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Context } from '@opentelemetry/api';
import {
  clearMeta,
  injectMeta,
  matchesPeer,
} from 'opentelemetry-propagator-mcp';
import type { Connection } from '../model/connection.ts';
import type { Message } from '../model/json-rpc.ts';
import { SPEC_METHODS } from '../model/methods.ts';
import type { Telemetry } from './telemetry.ts';

/**
 * The params of a message with a context in `_meta`, as far as the operator lets
 * its peer have it. A peer that is to get none gets none: what a gateway would
 * send on from somebody else is taken out as well.
 */
export function outgoingParams(
  message: Message,
  context: Context,
  connection: Connection,
  { settings, runHook }: Telemetry
): unknown {
  const { params, method } = message;
  if (settings.propagate === 'spec-methods' && !SPEC_METHODS.has(method)) {
    return params;
  }
  const { outbound, baggage } = settings;
  const { url, command } = connection;
  const peer = { url, command };
  const isAllowed =
    typeof outbound === 'function'
      ? runHook('outbound', () => outbound(peer))
      : outbound === 'all' ||
        (outbound !== 'none' && matchesPeer(peer, outbound));
  return isAllowed === true
    ? injectMeta(context, params, { baggage, filterExisting: isList(baggage) })
    : clearMeta(params);
}

/** A list decides on all baggage; the default leaves alone what the caller wrote. */
function isList(baggage: string | readonly string[]): boolean {
  return typeof baggage !== 'string';
}
