/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Evidence } from '../run/evidence.ts';
import type { Patient } from './patient.ts';
import type { ProcessFacts } from '../probe/facts.ts';
import type { Finding } from './finding.ts';

/** Whether spans leave the process. */
export function checkExport(
  { facts, protocols }: Patient,
  { role }: Evidence
): Finding[] {
  const { exporters, otherProcessors, spans, exportError } = facts.telemetry;
  const { pid } = facts;
  const lost = spans.filter(({ exported }) => !exported);
  if (lost.length === 0 || protocols.length === 0) {
    return [];
  }
  if (exporters.length === 0) {
    return otherProcessors.length > 0 ? [] : [noExporter(facts)];
  }
  if (exportError !== undefined) {
    return [
      {
        code: 'EXPORT_FAILED',
        severity: 'error',
        pid,
        problem: `${exporters.join(', ')} could not deliver ${lost.length} of ${spans.length} spans: ${exportError}.`,
        remedy:
          'Check the endpoint that is set in code or by OTEL_EXPORTER_OTLP_ENDPOINT.',
      },
    ];
  }
  return [
    {
      code: 'NO_FLUSH',
      // A server over HTTP loses its last seconds, one over stdio all that it had.
      severity: role === 'http-server' ? 'warn' : 'error',
      pid,
      ...(lost.every(({ handed }) => handed)
        ? cutShort(lost.length, exporters, endOf(facts))
        : notFlushed(lost.length, spans.length, endOf(facts))),
    },
  ];
}

type Text = Pick<Finding, 'problem' | 'remedy'>;

/** How the process ended, as the end of a sentence. */
function endOf({ exitCaller }: ProcessFacts): string {
  return exitCaller === undefined
    ? 'the process ended'
    : `process.exit() was called by ${exitCaller}`;
}

function notFlushed(lost: number, made: number, end: string): Text {
  return {
    problem: `${lost} of ${made} spans were still in memory when ${end}.`,
    remedy:
      'Shut the SDK down at SIGTERM and at the end of the program (opentelemetry-instrumentation-mcp/auto does), and do not call process.exit() before that is done.',
  };
}

function cutShort(
  lost: number,
  exporters: readonly string[],
  end: string
): Text {
  return {
    problem: `${exporters.join(', ')} was still sending ${lost} spans when ${end}.`,
    remedy:
      'Check that the collector can be reached and answers fast, and that nothing calls process.exit() or kills the process before the SDK has been shut down.',
  };
}

function noExporter({ pid, environment }: ProcessFacts): Finding {
  const setting = environment['OTEL_TRACES_EXPORTER'];
  return {
    code: 'NO_EXPORTER',
    severity: 'error',
    pid,
    problem: `Spans are made and go nowhere: there is no exporter${setting === undefined ? '' : ` (OTEL_TRACES_EXPORTER=${setting})`}.`,
    remedy:
      'Set OTEL_TRACES_EXPORTER=otlp, or give the SDK a span processor with an exporter.',
  };
}

/** Whether anything but messages is on the stdout of a stdio server. */
export function checkStdout(
  evidence: Evidence,
  patients: readonly Patient[]
): Finding[] {
  const [line] = evidence.strayLines;
  if (line !== undefined && evidence.strayLines.every(isOfNpm)) {
    return [ofNpm(line)];
  }
  if (line !== undefined) {
    const culprits = evidence.processes.flatMap(writersOf);
    const cause = culprits.length > 0 ? ` Likely: ${culprits.join(', ')}.` : '';
    return [consoleOnStdout(`"${line.slice(0, 80)}".${cause}`)];
  }
  return patients
    .filter(
      ({ facts }) =>
        facts.readsStdin && facts.inspection?.hasStdioServer === true
    )
    .filter(({ facts }) => !facts.guarded)
    .filter(({ facts }) => writersOf(facts).length > 0)
    .map(({ facts }) => ({
      ...consoleOnStdout(`${writersOf(facts).join(', ')}.`),
      pid: facts.pid,
    }));
}

/** `npm start` says what it runs, in two lines. */
function isOfNpm(line: string): boolean {
  return line.startsWith('> ');
}

/** The SDK's clients pass such lines over; others need not. */
function ofNpm(line: string): Finding {
  return {
    code: 'CONSOLE_ON_STDOUT',
    severity: 'warn',
    problem: `Stdout of a stdio server belongs to MCP, and npm writes to it what it runs: "${line}".`,
    remedy:
      'Start the server with npm --silent, or without npm: node server.js.',
  };
}

function consoleOnStdout(what: string): Finding {
  return {
    code: 'CONSOLE_ON_STDOUT',
    severity: 'error',
    problem: `Stdout of a stdio server belongs to MCP, and something else writes to it: ${what}`,
    remedy:
      'Preload opentelemetry-instrumentation-mcp/register first, which moves the console output of OpenTelemetry to stderr; write own messages with console.error.',
  };
}

/** What of OpenTelemetry writes to the console. */
function writersOf({ telemetry, environment }: ProcessFacts): string[] {
  const exporters = telemetry.exporters.filter(name => /^Console/.test(name));
  const level = environment['OTEL_LOG_LEVEL'];
  return [
    ...exporters,
    ...(/^(info|debug|verbose|all)$/i.test(level ?? '')
      ? [`OTEL_LOG_LEVEL=${level ?? ''}`]
      : []),
  ];
}
