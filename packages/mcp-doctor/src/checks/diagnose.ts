/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Evidence } from '../run/evidence.ts';
import { patientsOf, type Patient } from './patient.ts';
import { checkEnvironment, isCutOff } from './environment.ts';
import { checkLoading } from './loading.ts';
import { checkOpenTelemetry } from './open-telemetry.ts';
import { checkExport, checkStdout } from './output.ts';
import { checkExchange, checkTrace } from './trace.ts';
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
