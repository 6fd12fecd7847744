/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Evidence } from '../run/evidence.ts';
import type { SpanFacts } from '../probe/facts.ts';

const SERVER = 1;
const CLIENT = 2;

/** What came of the trace. */
export interface TraceSummary {
  readonly clientSpans: number;
  readonly serverSpans: number;
  /** Server spans whose parent is a client span of another process, or the doctor's. */
  readonly joined: number;
  /** Whether both halves were seen and there is a trace that holds both. */
  readonly complete: boolean;
}

/** Compares the MCP spans of all processes. */
export function summarize({ processes, exchange }: Evidence): TraceSummary {
  const spansOf = (kind: number) =>
    processes.flatMap(({ pid, telemetry }) =>
      telemetry.spans
        .filter(span => span.kind === kind && span.method !== undefined)
        .map(span => ({ pid, span }))
    );
  const servers = spansOf(SERVER);
  const clients = spansOf(CLIENT);
  const isChild = (pid: number, span: SpanFacts) =>
    span.traceId === exchange?.traceId ||
    clients.some(
      client =>
        client.pid !== pid &&
        client.span.traceId === span.traceId &&
        client.span.spanId === span.parentSpanId
    );
  const joined = servers.filter(({ pid, span }) => isChild(pid, span)).length;
  return {
    clientSpans: clients.length,
    serverSpans: servers.length,
    joined,
    complete: joined > 0,
  };
}
