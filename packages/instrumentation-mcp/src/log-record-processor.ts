/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Context } from '@opentelemetry/api';
import { levelOf } from './model/log-levels.ts';
import { logSinkOf } from './model/log-sink.ts';
import { PACKAGE_NAME } from './version.ts';

/** What we read of an SDK's log record, in either line of OpenTelemetry. */
export interface ReadableMcpLogRecord {
  readonly severityNumber?: number | undefined;
  readonly body?: unknown;
  readonly instrumentationScope?: { readonly name: string };
}

/** `SeverityNumber.INFO`, for records that give none. */
const SEVERITY_INFO = 9;

/**
 * A `LogRecordProcessor` that sends the log records of a tool's handler to the
 * MCP client as log messages, if the client asked for such: with
 * `logging/setLevel`, or per request since MCP 2026-07-28. Needs the option
 * `logsToMcp` of the instrumentation.
 *
 * Add it beside the processor that exports the records.
 */
export class McpLogRecordProcessor {
  onEmit(record: ReadableMcpLogRecord, context?: Context): void {
    const scope = record.instrumentationScope?.name;
    // Our own records are made of MCP log messages: they would come back for ever.
    if (context === undefined || scope === PACKAGE_NAME) {
      return;
    }
    logSinkOf(context)?.send(
      levelOf(record.severityNumber ?? SEVERITY_INFO),
      scope,
      record.body
    );
  }

  /** Nothing is kept back. */
  forceFlush(): Promise<void> {
    return Promise.resolve();
  }

  shutdown(): Promise<void> {
    return Promise.resolve();
  }
}
