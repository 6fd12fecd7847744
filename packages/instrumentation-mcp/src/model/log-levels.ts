/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** A severity of the logs data model: number 1 to 24, and its name. */
export interface Severity {
  readonly number: number;
  readonly text: string;
}

/**
 * The levels of MCP are those of syslog (RFC 5424), mapped as the logs data model
 * maps these (appendix B).
 */
const SEVERITIES: ReadonlyMap<string, Severity> = new Map([
  ['debug', { number: 5, text: 'DEBUG' }],
  ['info', { number: 9, text: 'INFO' }],
  ['notice', { number: 10, text: 'INFO2' }],
  ['warning', { number: 13, text: 'WARN' }],
  ['error', { number: 17, text: 'ERROR' }],
  ['critical', { number: 18, text: 'ERROR2' }],
  ['alert', { number: 19, text: 'ERROR3' }],
  ['emergency', { number: 21, text: 'FATAL' }],
]);

/** In ascending order. */
const LEVELS = [...SEVERITIES.keys()];

export function severityOf(level: string): Severity | undefined {
  return SEVERITIES.get(level);
}

/** The highest level that is no more severe than the number. */
export function levelOf(severityNumber: number): string {
  const level = LEVELS.findLast(
    name => (SEVERITIES.get(name)?.number ?? 0) <= severityNumber
  );
  return level ?? 'debug';
}

/** Whether a peer that asked for logs from `threshold` on wants this level. */
export function isWanted(level: string, threshold: string): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(threshold);
}

export function isLevel(value: unknown): value is string {
  return typeof value === 'string' && SEVERITIES.has(value);
}
