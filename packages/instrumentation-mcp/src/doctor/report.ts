/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Evidence } from './case.ts';
import type { Finding, Severity } from './finding.ts';
import type { Received } from './receiver.ts';
import { summarize, type TraceSummary } from './trace-summary.ts';

/** What the doctor prints as JSON. */
export interface Report {
  /** Whether no finding is an error. */
  readonly healthy: boolean;
  readonly role: Evidence['role'];
  readonly trace: TraceSummary;
  readonly findings: readonly Finding[];
  /** OTLP requests by signal. */
  readonly received: Received;
  readonly processes: readonly {
    readonly pid: number;
    readonly node: string;
    readonly command: string;
  }[];
}

export function makeReport(
  evidence: Evidence,
  findings: readonly Finding[],
  received: Received
): Report {
  return {
    healthy: findings.every(({ severity }) => severity !== 'error'),
    role: evidence.role,
    trace: summarize(evidence),
    findings,
    received,
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

/** The report for people. */
export function printReport(report: Report): string {
  const { role, processes, findings, trace, healthy } = report;
  const lines = [
    `Watched: ${ROLES[role]}`,
    ...processes.map(
      ({ pid, node, command }) => `  ${pid}  Node ${node}  ${command}`
    ),
    `MCP spans: ${trace.clientSpans} of clients, ${trace.serverSpans} of servers, ${trace.joined} of these in the trace of their caller`,
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
