/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Context } from '@opentelemetry/api';
import { metaValue, stringParam, type Request } from '../../model/json-rpc.ts';
import { isLevel, isWanted } from '../../model/log-levels.ts';
import { setLogSink, type LogSink } from '../../model/log-sink.ts';
import type { Observation } from '../observation.ts';
import type { SdkProtocol } from '../sdk-shapes.ts';

/** From which level on the client wants logs of this request (MCP 2026-07-28). */
const LOG_LEVEL_META_KEY = 'io.modelcontextprotocol/logLevel';

/**
 * The level from which on the client wants logs: of this very request, or of all
 * after a `logging/setLevel` (until 2025-11-25); undefined if it never asked.
 */
export function wantedLevel(
  { logLevels }: Observation,
  protocol: SdkProtocol,
  request: Request
): string | undefined {
  if (request.method === 'logging/setLevel') {
    const level = stringParam(request, 'level');
    if (isLevel(level)) {
      logLevels.set(protocol, level);
    }
  }
  const asked = metaValue(request, LOG_LEVEL_META_KEY);
  return isLevel(asked) ? asked : logLevels.get(protocol);
}

/** A context in which log records find the way to the client. */
export function withLogSink(
  { guard }: Observation,
  context: Context,
  protocol: SdkProtocol,
  request: Request,
  threshold: string
): Context {
  const sink: LogSink = {
    send: (level, logger, data) => {
      if (isWanted(level, threshold)) {
        guard.run('forwarding a log record', () => {
          notify(protocol, request, {
            level,
            data,
            ...(logger !== undefined && { logger }),
          });
        });
      }
    },
  };
  return setLogSink(context, sink);
}

/** A server without the logging capability refuses: then nothing is sent. */
function notify(protocol: SdkProtocol, request: Request, params: object): void {
  const notification = { method: 'notifications/message', params };
  const sent = protocol.notification?.(notification, {
    relatedRequestId: request.id,
  });
  Promise.resolve(sent).catch(() => undefined);
}
