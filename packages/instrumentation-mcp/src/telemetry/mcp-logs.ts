/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Context } from '@opentelemetry/api';
import { isObject, stringParam, type Message } from '../model/json-rpc.ts';
import { severityOf } from '../model/log-levels.ts';
import { boundedName } from '../model/bounded-text.ts';
import { stringify } from './capped-json.ts';
import type { LogEmitter } from './log-emitter.ts';

/** No convention names it yet. */
const ATTR_MCP_LOGGER_NAME = 'mcp.logger.name';

/** Makes a log record of a `notifications/message`; other messages are passed over. */
export function recordMcpLog(
  message: Message,
  context: Context,
  logger: LogEmitter
): void {
  const severity = severityOf(stringParam(message, 'level') ?? '');
  if (message.method !== 'notifications/message' || severity === undefined) {
    return;
  }
  const name = stringParam(message, 'logger');
  logger.emit({
    severityNumber: severity.number,
    severityText: severity.text,
    body: textOf(isObject(message.params) ? message.params['data'] : undefined),
    attributes:
      name === undefined ? {} : { [ATTR_MCP_LOGGER_NAME]: boundedName(name) },
    context,
  });
}

/** Any JSON value by the protocol; in memory, whatever the server passed. */
function textOf(data: unknown): string {
  return typeof data === 'string'
    ? data.toWellFormed()
    : (stringify(data) ?? '');
}
