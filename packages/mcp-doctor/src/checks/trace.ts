/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Evidence } from '../run/evidence.ts';
import type { Patient } from './patient.ts';
import type { Finding } from './finding.ts';
import { summarize } from './trace-summary.ts';

/** What to try where the doctor has guessed what the command is. */
const OTHERWISE: Readonly<Record<'stdio' | 'http', string>> = {
  stdio:
    'It was taken for a server over stdio. For a server over HTTP give --url, for a program with MCP clients --host, for a slow one --timeout.',
  http: 'It was taken for a server over HTTP, since it listens on a port. For a server over stdio give --stdio, for another path --url, for a program with MCP clients --host, for a slow one --timeout.',
};

/** Whether there was anything to see at all. */
export function checkExchange(
  { processes, exchange, exit, isRoleGuessed }: Evidence,
  patients: readonly Patient[]
): Finding[] {
  const findings: Finding[] = [];
  if (exit !== undefined && exit.code !== 0) {
    findings.push({
      code: 'ENDED_EARLY',
      severity: patients.length === 0 ? 'error' : 'warn',
      problem: `The command ended with ${exit.signal ?? `exit code ${exit.code ?? 0}`}${callersOf(processes)}.`,
      remedy: 'See what it has written to stderr.',
    });
    if (patients.length === 0) {
      return findings;
    }
  }
  if (exchange?.failure !== undefined) {
    findings.push({
      code: 'NO_ANSWER',
      severity: 'error',
      problem: `The exchange over ${exchange.over} ended early: ${exchange.failure}.`,
      remedy: isRoleGuessed
        ? OTHERWISE[exchange.over]
        : 'Check the command by hand; for a slow one give --timeout.',
    });
  }
  if (processes.length === 0) {
    findings.push({
      code: 'NO_NODE_PROCESS',
      severity: 'error',
      problem:
        'The command has not started Node.js with NODE_OPTIONS: nothing can be seen in it.',
      remedy:
        'Run the node process itself, not sudo, docker or a compiled program.',
    });
  } else if (patients.length === 0) {
    findings.push({
      code: 'NO_MCP_SDK',
      severity: 'error',
      problem:
        'No process has loaded the MCP TypeScript SDK: there is nothing to trace.',
      remedy:
        'Check the command; what speaks MCP without the SDK needs opentelemetry-propagator-mcp and spans of its own.',
    });
  }
  return findings;
}

function callersOf(processes: Evidence['processes']): string {
  const callers = processes.flatMap(({ exitCaller }) => exitCaller ?? []);
  return callers.length === 0
    ? ''
    : `; process.exit() was called by ${callers.join(', and by ')}`;
}

/** What is left when no single cause was found. */
export function checkTrace(evidence: Evidence): Finding[] {
  const { clientSpans, serverSpans, complete } = summarize(evidence);
  if (complete) {
    return [];
  }
  if (clientSpans + serverSpans === 0) {
    return [
      {
        code: 'NO_SPANS',
        severity: 'warn',
        problem: 'Everything is in place, and no span of MCP was made.',
        remedy:
          'Check the sampler (OTEL_TRACES_SAMPLER), the ignore rules of the instrumentation, and that the program has sent or received a message.',
      },
    ];
  }
  if (serverSpans === 0) {
    return [
      {
        code: 'SERVER_NOT_SEEN',
        severity: 'info',
        problem:
          'The clients are traced; their servers run elsewhere, or without Node.js.',
        remedy: 'Run the doctor on the servers, too.',
      },
    ];
  }
  return [
    {
      code: 'TRACE_NOT_CONTINUED',
      severity: 'warn',
      problem: 'The server makes spans, but none in the trace of its caller.',
      remedy:
        'Check the inbound policy and the propagators of the server (OTEL_PROPAGATORS: tracecontext), and that the caller is traced.',
    },
  ];
}
