/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { patientsOf, type Evidence, type Patient } from './case.ts';
import { checkEnvironment, isCutOff } from './checks/environment.ts';
import { checkLoading } from './checks/loading.ts';
import { checkOpenTelemetry } from './checks/open-telemetry.ts';
import { checkExport, checkStdout } from './checks/output.ts';
import { checkExchange, checkTrace } from './checks/trace.ts';
import type { Finding, Severity } from './finding.ts';

const ORDER: readonly Severity[] = ['error', 'warn', 'info'];

/** All causes that the evidence shows, the worst first. */
export function diagnose(evidence: Evidence): Finding[] {
  const patients = patientsOf(evidence);
  const findings = [
    ...checkExchange(evidence, patients),
    ...checkEnvironment(evidence, patients),
    ...checkStdout(evidence, patients),
    ...patients.flatMap(patient => checkPatient(patient, evidence)),
  ];
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
    : [...checkLoading(patient), ...checkOpenTelemetry(patient), ...output];
}
