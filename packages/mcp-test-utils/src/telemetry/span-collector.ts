/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { TraceFlags } from '@opentelemetry/api';
import type {
  ReadableSpan,
  Span,
  SpanProcessor,
} from '@opentelemetry/sdk-trace';
import type { SpanRecord, UnendedSpanRecord } from '../records/span-record.ts';
import { spanRecord, unendedSpanRecord } from './from-sdk.ts';

/**
 * Keeps finished sampled spans, and the live ones, which no exporter ever sees:
 * a span that is still open at the end of a test is a leak.
 */
export class SpanCollector implements SpanProcessor {
  private readonly _open = new Set<ReadableSpan>();
  private _finished: SpanRecord[] = [];

  onStart(span: Span): void {
    this._open.add(span);
  }

  onEnd(span: ReadableSpan): void {
    this._open.delete(span);
    // A sampler may record a span without sampling it; exporters drop those.
    if ((span.spanContext().traceFlags & TraceFlags.SAMPLED) === 0) return;
    this._finished.push(spanRecord(span));
  }

  spans(): SpanRecord[] {
    return [...this._finished];
  }

  unended(): UnendedSpanRecord[] {
    return [...this._open].map(unendedSpanRecord);
  }

  reset(): void {
    this._open.clear();
    this._finished = [];
  }

  forceFlush(): Promise<void> {
    return Promise.resolve();
  }

  shutdown(): Promise<void> {
    return Promise.resolve();
  }
}
