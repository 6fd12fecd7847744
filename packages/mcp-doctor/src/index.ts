/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

export type { Finding, FindingCode, Severity } from './checks/finding.ts';
export type { TraceSummary } from './checks/trace-summary.ts';
export { runDoctor } from './doctor.ts';
export { printReport, type Report } from './report/report.ts';
export type { DoctorOptions, Role } from './run/doctor-options.ts';
