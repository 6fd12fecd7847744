/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Context } from '@opentelemetry/api';
import {
  metaValue,
  stringParam,
  type Request,
  type RequestId,
} from '../../model/json-rpc.ts';
import { isLevel, isWanted } from '../../model/log-levels.ts';
import { setLogSink, type LogSink } from '../../model/log-sink.ts';
import type { Guard } from '../guard.ts';
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
  guard: Guard,
  context: Context,
  protocol: SdkProtocol,
  { id }: Request,
  threshold: string
): Context {
  return setLogSink(context, new RequestLogs(guard, protocol, id, threshold));
}

/** Contexts live on in sockets and timers: nothing but an id is kept by one. */
class RequestLogs implements LogSink {
  private readonly _guard: Guard;
  private readonly _protocol: WeakRef<SdkProtocol>;
  private readonly _id: RequestId;
  private readonly _threshold: string;

  constructor(
    guard: Guard,
    protocol: SdkProtocol,
    id: RequestId,
    threshold: string
  ) {
    this._guard = guard;
    this._protocol = new WeakRef(protocol);
    this._id = id;
    this._threshold = threshold;
  }

  send(level: string, logger: string | undefined, data: unknown): void {
    if (!isWanted(level, this._threshold)) {
      return;
    }
    const params = { level, data, ...(logger !== undefined && { logger }) };
    this._guard.run('forwarding a log record', () => {
      this._notify({ method: 'notifications/message', params });
    });
  }

  /** A server without the logging capability refuses: then nothing is sent. */
  private _notify(notification: object): void {
    const sent = this._protocol
      .deref()
      ?.notification?.(notification, { relatedRequestId: this._id });
    Promise.resolve(sent).catch(() => undefined);
  }
}
