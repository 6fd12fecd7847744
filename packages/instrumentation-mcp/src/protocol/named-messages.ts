/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { SpanContext } from '@opentelemetry/api';
import type { Named } from '../model/connection.ts';
import {
  requestIdParam,
  type Message,
  type RequestId,
} from '../model/json-rpc.ts';

/** Requests of one direction, by their ids. */
interface Requests {
  named(id: RequestId): Named | undefined;
  over(id: RequestId): SpanContext | undefined;
}

const NOBODY: Named = {};

/**
 * What a notification names by an id: a cancellation the request of its sender,
 * progress the request of its receiver, whose SDK takes the id for the token.
 *
 * @param bySender the requests of whoever sent the notification
 */
export function namedBy(
  message: Message,
  bySender: () => Requests | undefined,
  byReceiver: () => Requests | undefined
): Named {
  switch (message.method) {
    case 'notifications/cancelled':
      return find(requestIdParam(message, 'requestId'), bySender());
    case 'notifications/progress':
      return find(requestIdParam(message, 'progressToken'), byReceiver());
    default:
      return NOBODY;
  }
}

function find(
  id: RequestId | undefined,
  requests: Requests | undefined
): Named {
  if (id === undefined || requests === undefined) {
    return NOBODY;
  }
  return requests.named(id) ?? { span: requests.over(id) };
}
