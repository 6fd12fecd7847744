/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject, stringParam, type Message } from './json-rpc.ts';

/** The error of a call that needs the user to visit URLs first (MCP 2025-11-25). */
const URL_ELICITATION_REQUIRED = -32042;
/** One call needs few of them. */
const MAX_REQUIRED = 10;

/** The id of the elicitation that a request begins, where it has one. */
export function begunElicitation(message: Message): string | undefined {
  return message.method === 'elicitation/create'
    ? stringParam(message, 'elicitationId')
    : undefined;
}

/** The id of the elicitation whose completion a notification tells. */
export function completedElicitation(message: Message): string | undefined {
  return message.method === 'notifications/elicitation/complete'
    ? stringParam(message, 'elicitationId')
    : undefined;
}

/** The ids of the elicitations that an error response asks for. */
export function requiredElicitations(error: unknown): string[] {
  if (!isObject(error) || error['code'] !== URL_ELICITATION_REQUIRED) {
    return [];
  }
  const { data } = error;
  const required: unknown = isObject(data) ? data['elicitations'] : undefined;
  return Array.isArray(required)
    ? required
        .slice(0, MAX_REQUIRED)
        .map((one: unknown) =>
          isObject(one) ? one['elicitationId'] : undefined
        )
        .filter(id => typeof id === 'string')
    : [];
}
