/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { LogRecordProcessor } from '@opentelemetry/sdk-logs';
import type { LogRecord } from '../records/log-record.ts';
import { logRecord } from './from-sdk.ts';

/** Keeps every log record at the moment it is emitted. */
export class LogCollector implements LogRecordProcessor {
  private _records: LogRecord[] = [];

  onEmit(record: Parameters<LogRecordProcessor['onEmit']>[0]): void {
    this._records.push(logRecord(record));
  }

  logs(): LogRecord[] {
    return [...this._records];
  }

  reset(): void {
    this._records = [];
  }

  forceFlush(): Promise<void> {
    return Promise.resolve();
  }

  shutdown(): Promise<void> {
    return Promise.resolve();
  }
}
