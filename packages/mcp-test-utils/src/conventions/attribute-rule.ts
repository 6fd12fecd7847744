/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { TelemetryValue } from '../records/values.ts';
import type { Condition } from './conditions.ts';

export interface AttributeRule {
  /** A key, or with a `<name>` at its end all keys that begin so. */
  readonly key: string;
  readonly type: 'string' | 'int' | 'any';
  readonly client: Condition;
  readonly server: Condition;
  /** On the points of the operation metrics. */
  readonly metrics: Condition;
  /** On the points of the session metrics. */
  readonly sessions: Condition;
  readonly values?: readonly string[] | RegExp;
}

/** Whether a rule is about an attribute. */
export function concerns({ key }: AttributeRule, attribute: string): boolean {
  const prefix = key.replace('<name>', '');
  return prefix === key ? attribute === key : attribute.startsWith(prefix);
}

export function hasType(
  { type }: AttributeRule,
  value: TelemetryValue
): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'int':
      return Number.isInteger(value);
    case 'any':
      return true;
  }
}

export function hasValue(
  { values }: AttributeRule,
  value: TelemetryValue
): boolean {
  if (values === undefined) return true;
  if (typeof value !== 'string') return false;
  return values instanceof RegExp ? values.test(value) : values.includes(value);
}
