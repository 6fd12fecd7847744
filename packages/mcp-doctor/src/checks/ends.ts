/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { SpawnFacts } from '../probe/facts.ts';
import type { Evidence } from '../run/evidence.ts';
import { below } from '../run/roles.ts';
import type { Finding } from './finding.ts';
import type { Patient } from './patient.ts';

/** Processes that did not end by themselves. */
export function checkEnds(
  evidence: Evidence,
  patients: readonly Patient[]
): Finding[] {
  const { processes, isKilled, role, watchEnd } = evidence;
  const findings: Finding[] = processes
    .flatMap(({ spawned }) => spawned)
    .filter(child => isServer(child, evidence, patients))
    .filter(child => isLost(child, evidence))
    .map(({ command, pid, signal }) => ({
      ...killed(`The MCP server "${command}" was ended by ${signal ?? ''}`),
      pid,
    }));
  if (isKilled) {
    const how =
      role === 'stdio-server' ? 'the end of its stdin, and then ' : '';
    findings.push(
      killed(
        `The command has not ended within 4 s of ${how}SIGTERM, and was killed`
      )
    );
  }
  if (watchEnd === 'idle' || watchEnd === 'too-long') {
    findings.push({
      code: 'STILL_RUNNING',
      severity: 'info',
      problem:
        watchEnd === 'idle'
          ? 'The program was still running and had nothing more to do; the doctor has stopped it.'
          : 'The program was still at work after the longest time of a watch; the doctor has stopped it.',
      remedy:
        'For a longer watch give --timeout; for a server --stdio or --url.',
    });
  }
  return findings;
}

function killed(problem: string): Finding {
  return {
    code: 'CHILD_KILLED',
    severity: 'error',
    problem: `${problem}: what it had not exported is lost.`,
    remedy:
      'Let the server end when its stdin ends, and give it time: clients of the MCP SDK kill a server that is still there two seconds after SIGTERM.',
  };
}

function isServer(
  { mcp, pid }: SpawnFacts,
  { processes }: Evidence,
  patients: readonly Patient[]
): boolean {
  const pids = below(pid, processes);
  return mcp || patients.some(({ facts }) => pids.includes(facts.pid));
}

/** Whoever ends on SIGTERM and the like can have exported everything before. */
function isLost({ pid, signal }: SpawnFacts, { processes }: Evidence): boolean {
  if (signal === undefined || signal === 'SIGKILL') {
    return signal !== undefined;
  }
  const spans = processes.find(facts => facts.pid === pid)?.telemetry.spans;
  return spans?.some(({ exported }) => !exported) === true;
}
