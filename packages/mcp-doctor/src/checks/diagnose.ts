/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Evidence } from '../run/evidence.ts';
import { patientsOf, type Patient } from './patient.ts';
import { checkConventions } from './conventions.ts';
import { checkEnvironment, isCutOff } from './environment.ts';
import { checkHooks } from './hooks.ts';
import { checkEnds } from './ends.ts';
import { checkLoading } from './loading.ts';
import { checkOpenTelemetry } from './open-telemetry.ts';
import { checkExport, checkStdout } from './output.ts';
import { checkExchange, checkTrace } from './trace.ts';
import type { Finding, Severity } from './finding.ts';

const ORDER: readonly Severity[] = ['error', 'warn', 'info'];

/** All causes that the evidence shows, the worst first. */
export function diagnose(evidence: Evidence): Finding[] {
  const patients = patientsOf(evidence);
  const found = [
    ...checkExchange(evidence, patients),
    ...checkEnvironment(evidence, patients),
    ...checkEnds(evidence, patients),
    ...checkStdout(evidence, patients),
    ...checkConventions(evidence),
    ...patients.flatMap(patient => checkPatient(patient, evidence)),
  ];
  const killed = new Set(
    found.filter(({ code }) => code === 'CHILD_KILLED').map(({ pid }) => pid)
  );
  // Who is killed cannot export.
  const findings = found.filter(
    ({ code, pid }) => code !== 'NO_FLUSH' || !killed.has(pid)
  );
  const isExplained = findings.some(({ severity }) => severity !== 'info');
  const all = isExplained ? findings : [...findings, ...checkTrace(evidence)];
  return all.sort(
    (one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity)
  );
}

function checkPatient(patient: Patient, evidence: Evidence): Finding[] {
  const output = checkExport(patient, evidence);
  const { instrumented, facts } = patient;
  const isSetUp = instrumented && facts.api.tracerProvider !== undefined;
  return isCutOff(patient, evidence) && !isSetUp
    ? output
    : [
        ...checkLoading(patient, evidence),
        ...checkHooks(patient),
        ...checkOpenTelemetry(patient),
        ...output,
      ];
}
