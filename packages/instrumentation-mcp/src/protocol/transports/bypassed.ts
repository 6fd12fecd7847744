/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { DELIVERED } from '../../model/outcome.ts';
import { isMap, type SdkProtocol, type SdkTransport } from '../sdk-shapes.ts';
import type { TransportState } from './transport-states.ts';

/**
 * A `send` that was put on top of ours and does not call it takes the answers of
 * requests along. It is found out by the next request: the handlers of those before
 * are done, and no answer of theirs was seen. Nor is it known what they were.
 */
export function endBypassed(
  transport: SdkTransport,
  state: TransportState,
  { _requestHandlerAbortControllers: running }: SdkProtocol
): void {
  if (!isCovered(transport, state) || !isMap(running)) {
    return;
  }
  const isLost = ({ id }: { readonly id: unknown }) => !running.has(id);
  let lost = state.received.find(isLost);
  while (lost !== undefined) {
    state.isBypassed = true;
    lost.end(DELIVERED);
    lost = state.received.find(isLost);
  }
}

/** The SDK has sent a request, and our `send` has not seen it. */
export function missed(transport: SdkTransport, state: TransportState): void {
  state.isBypassed = isCovered(transport, state);
}

function isCovered(
  { send }: SdkTransport,
  { send: ours }: TransportState
): boolean {
  return ours !== undefined && send !== ours;
}
