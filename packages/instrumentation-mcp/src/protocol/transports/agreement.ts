/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Exchange } from '../../exchange/exchange.ts';
import type { Session } from '../../exchange/session.ts';
import { isObject, type Response } from '../../model/json-rpc.ts';
import type { Observation } from '../observation.ts';
import type { SdkTransport } from '../sdk-shapes.ts';

/** Sessions of transports that nobody closes must not pile up. */
const ABANDONED = new FinalizationRegistry<Session>(session => {
  session.forget();
});

/**
 * Keeps what a successful `initialize` agrees on, and begins the session. v1
 * remembers the protocol revision nowhere, and a session id is assigned only
 * with the response.
 */
export function agreeOn(
  { transports, exchanges }: Observation,
  transport: SdkTransport,
  exchange: Exchange,
  response: Response
): void {
  if (exchange.method !== 'initialize' || !isObject(response.result)) {
    return;
  }
  const state = transports.of(transport);
  const version = response.result['protocolVersion'];
  if (typeof version === 'string') {
    state.connection.agreedOn(version);
  }
  state.connection.refresh(transport, state.protocol);
  state.session = exchanges.beginSession(state.connection, exchange, response);
  if (state.session !== undefined) {
    ABANDONED.register(transport, state.session);
  }
}
