/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  isMessage,
  metaValue,
  type Message,
  type RequestId,
} from './json-rpc.ts';

/** Names the `subscriptions/listen` request that a notification belongs to (MCP 2026-07-28). */
const SUBSCRIPTION_ID_META_KEY = 'io.modelcontextprotocol/subscriptionId';

export const LISTEN = 'subscriptions/listen';

/** The id of the subscription that a notification belongs to. */
export function subscriptionOf(message: Message): RequestId | undefined {
  const id = metaValue(message, SUBSCRIPTION_ID_META_KEY);
  return typeof id === 'string' || typeof id === 'number' ? id : undefined;
}

/**
 * The id of the request that a message acknowledges: `subscriptions/listen` stays
 * unanswered for as long as its subscription lives.
 */
export function acknowledgedRequest(message: unknown): RequestId | undefined {
  return isMessage(message) &&
    message.method === 'notifications/subscriptions/acknowledged'
    ? subscriptionOf(message)
    : undefined;
}
