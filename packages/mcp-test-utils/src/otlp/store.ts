/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { LogRecord } from '../records/log-record.ts';
import type { MetricRecord } from '../records/metric-record.ts';
import { MetricStore } from '../records/metric-store.ts';
import type { SpanRecord } from '../records/span-record.ts';
import { printSpanTree } from '../spans/print.ts';
import { Arrivals } from './arrivals.ts';
import { logsOf, spansOf } from './from-otlp.ts';
import type { RequestMessage } from './messages.ts';
import { metricsOf } from './metrics-from-otlp.ts';

/** A number of records, or a predicate on all that have arrived. */
export type Enough<T> = number | ((records: T[]) => boolean);

export interface WaitOptions {
  /** Default 10000. */
  readonly timeoutMs?: number;
}

/** Everything that was exported to a receiver. */
export class OtlpStore {
  private _spans: SpanRecord[] = [];
  private _logs: LogRecord[] = [];
  private readonly _metrics = new MetricStore();
  private readonly _arrivals = {
    spans: new Arrivals(() => this.spans()),
    metrics: new Arrivals(() => this.metrics()),
    logs: new Arrivals(() => this.logs()),
  };

  /** @param request an export request in the shape of OTLP/JSON */
  add(message: RequestMessage, request: unknown): void {
    switch (message) {
      case 'Traces':
        this._spans.push(...spansOf(request));
        this._arrivals.spans.notify();
        return;
      case 'Metrics':
        for (const { metric, temporality } of metricsOf(request)) {
          this._metrics.add(metric, temporality);
        }
        this._arrivals.metrics.notify();
        return;
      case 'Logs':
        this._logs.push(...logsOf(request));
        this._arrivals.logs.notify();
    }
  }

  spans(): SpanRecord[] {
    return [...this._spans];
  }

  metrics(): MetricRecord[] {
    return this._metrics.all();
  }

  logs(): LogRecord[] {
    return [...this._logs];
  }

  reset(): void {
    this._spans = [];
    this._logs = [];
    this._metrics.clear();
  }

  waitForSpans(
    enough: Enough<SpanRecord>,
    { timeoutMs = 10_000 }: WaitOptions = {}
  ): Promise<SpanRecord[]> {
    return this._arrivals.spans.waitFor(enough, timeoutMs, spans => {
      const count = tooFew(timeoutMs, `${String(spans.length)} spans`);
      return `${count}:\n${printSpanTree(spans)}`;
    });
  }

  waitForMetrics(
    enough: Enough<MetricRecord>,
    { timeoutMs = 10_000 }: WaitOptions = {}
  ): Promise<MetricRecord[]> {
    return this._arrivals.metrics.waitFor(enough, timeoutMs, metrics => {
      const names = metrics.map(({ name }) => name).join(', ');
      return tooFew(timeoutMs, `${String(metrics.length)} metrics: ${names}`);
    });
  }

  waitForLogs(
    enough: Enough<LogRecord>,
    { timeoutMs = 10_000 }: WaitOptions = {}
  ): Promise<LogRecord[]> {
    return this._arrivals.logs.waitFor(enough, timeoutMs, logs =>
      tooFew(timeoutMs, `${String(logs.length)} log records`)
    );
  }
}

function tooFew(timeoutMs: number, arrived: string): string {
  return `After ${String(timeoutMs)} ms only this has arrived: ${arrived}`;
}
