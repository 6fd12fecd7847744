/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Evidence } from '../run/evidence.ts';
import { below } from '../run/roles.ts';
import { cutOff, type Patient } from './patient.ts';
import type { SpawnFacts } from '../probe/facts.ts';
import type { Finding } from './finding.ts';

/** Servers whose telemetry cannot start, since their host gave them no environment. */
export function checkEnvironment(
  evidence: Evidence,
  patients: readonly Patient[]
): Finding[] {
  return cutOff(evidence)
    .filter(child => !isSetUp(child, evidence, patients))
    .map(({ pid, command, missing }) => ({
      code: 'ENV_NOT_INHERITED',
      severity: 'error',
      pid,
      problem: `The MCP server "${command}" was started without ${missing.join(', ')} of its host, so no telemetry starts in it: stdio clients of the MCP SDK hand on hardly any variable.`,
      remedy:
        'In the host, set OTEL_INSTRUMENTATION_MCP_FORWARD_ENVIRONMENT=true (or forwardEnvironment: true), or give the transport env: { ...process.env } and keep the flags in NODE_OPTIONS.',
    }));
}

/** Below a server that was cut off, what is missing has that one reason. */
export function isCutOff(patient: Patient, evidence: Evidence): boolean {
  return cutOff(evidence).some(({ pid }) =>
    below(pid, evidence.processes).includes(patient.facts.pid)
  );
}

/** A server may bring its own telemetry, whatever it is given. */
function isSetUp(
  { pid }: SpawnFacts,
  { processes }: Evidence,
  patients: readonly Patient[]
): boolean {
  const pids = below(pid, processes);
  return patients.some(
    ({ facts, instrumented }) =>
      pids.includes(facts.pid) &&
      instrumented &&
      facts.api.tracerProvider !== undefined
  );
}
