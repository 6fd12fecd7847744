/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  printSpanTree,
  type OtlpReceiver,
  type SpanRecord,
} from 'opentelemetry-mcp-test-utils';
import type { Finding, Severity } from '../checks/finding.ts';
import { summarize, type TraceSummary } from '../checks/trace-summary.ts';
import type { Evidence } from '../run/evidence.ts';

/** Enough to see what belongs to what. */
const MOST_SPANS = 40;

/** What the doctor prints as JSON. */
export interface Report {
  /** Whether no finding is an error. */
  readonly healthy: boolean;
  readonly role: Evidence['role'];
  readonly trace: TraceSummary;
  /** The first spans that were exported to the doctor, as a tree in text. */
  readonly tree: string;
  readonly findings: readonly Finding[];
  /** What has arrived over OTLP. */
  readonly received: {
    readonly spans: number;
    readonly metrics: number;
    readonly logs: number;
  };
  readonly processes: readonly {
    readonly pid: number;
    readonly node: string;
    readonly command: string;
  }[];
}

export function makeReport(
  evidence: Evidence,
  findings: readonly Finding[],
  receiver: Pick<OtlpReceiver, 'spans' | 'metrics' | 'logs'>
): Report {
  return {
    healthy: findings.every(({ severity }) => severity !== 'error'),
    role: evidence.role,
    trace: summarize(evidence),
    tree: treeOf(evidence),
    findings,
    received: {
      spans: receiver.spans().length,
      metrics: receiver.metrics().length,
      logs: receiver.logs().length,
    },
    processes: evidence.processes.map(({ pid, node, command }) => ({
      pid,
      node,
      command,
    })),
  };
}

const SIGNS: Readonly<Record<Severity, string>> = {
  error: 'ERROR',
  warn: 'WARN ',
  info: 'INFO ',
};

const ROLES: Readonly<Record<Evidence['role'], string>> = {
  'stdio-server': 'a server over stdio',
  'http-server': 'a server over HTTP',
  host: 'a host and the servers that it starts',
};

function treeOf({ received, exchange }: Evidence): string {
  const known = new Set(received.map(({ spanId }) => spanId));
  const shown = received
    .filter(({ attributes }) => 'mcp.method.name' in attributes)
    .slice(0, MOST_SPANS)
    .map(span =>
      span.traceId === exchange?.traceId && !known.has(span.parentSpanId ?? '')
        ? asRoot(span)
        : span
    );
  return shown.length === 0 ? '' : printSpanTree(shown);
}

/** The doctor's own requests are the parents, and make no spans. */
function asRoot(span: SpanRecord): SpanRecord {
  const root = { ...span };
  Reflect.deleteProperty(root, 'parentSpanId');
  return root;
}

/** The report for people. */
export function printReport(report: Report): string {
  const { role, processes, findings, trace, tree, healthy } = report;
  const lines = [
    `Watched: ${ROLES[role]}`,
    ...processes.map(
      ({ pid, node, command }) => `  ${pid}  Node ${node}  ${command}`
    ),
    `MCP spans: ${trace.clientSpans} of clients, ${trace.serverSpans} of servers, ${trace.joined} of these in the trace of their caller`,
    ...(tree === '' ? [] : tree.split('\n').map(line => `  ${line}`)),
    '',
    ...findings.flatMap(printFinding),
    verdict(healthy, trace),
  ];
  return `${lines.join('\n')}\n`;
}

function printFinding({
  code,
  severity,
  problem,
  remedy,
  pid,
}: Finding): string[] {
  const where = pid === undefined ? '' : ` (process ${pid})`;
  return [
    `${SIGNS[severity]} ${code}${where}`,
    `      ${problem}`,
    `      Remedy: ${remedy}`,
    '',
  ];
}

function verdict(healthy: boolean, { complete }: TraceSummary): string {
  if (!healthy) {
    return 'The trace is incomplete: see above.';
  }
  return complete
    ? 'OK: client and server halves seen, one trace.'
    : 'No error found, but no complete trace seen either.';
}
