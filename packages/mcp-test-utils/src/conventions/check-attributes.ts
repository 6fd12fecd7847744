/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { TelemetryValue } from '../records/values.ts';
import {
  concerns,
  hasType,
  hasValue,
  type AttributeRule,
} from './attribute-rule.ts';
import { ATTRIBUTE_RULES } from './attribute-rules.ts';
import type { Condition } from './conditions.ts';
import type { Subject } from './subject.ts';
import { isAllowed, type CheckOptions } from './violation.ts';

/** Where attributes are; each has its own column in the table of rules. */
export type Place = 'client' | 'server' | 'metrics' | 'sessions';

/** The id of a rule that is broken, and how. */
export interface Finding {
  readonly rule: string;
  readonly message: string;
}

/** Holds the attributes of a span or of a metric's point against the table. */
export function checkAttributes(
  subject: Subject,
  place: Place,
  options: CheckOptions
): Finding[] {
  const present = Object.entries(subject.attributes);
  const missing = ATTRIBUTE_RULES.filter(
    rule =>
      subject.attributes[rule.key] === undefined &&
      rule[place].presence(subject) === 'required'
  ).map(({ key, [place]: condition }) => ({
    rule: key,
    message: `${key} is missing (${condition.label})`,
  }));
  return [
    ...missing,
    ...present.flatMap(([key, value]) => {
      if (isAllowed(key, options)) return [];
      const rule = ATTRIBUTE_RULES.find(candidate => concerns(candidate, key));
      if (rule !== undefined) {
        return checkAttribute(rule, key, value, subject, place, options);
      }
      const message = `${key} is not in the conventions`;
      return [{ rule: 'attribute.unknown', message }];
    }),
  ];
}

function checkAttribute(
  rule: AttributeRule,
  key: string,
  value: TelemetryValue,
  subject: Subject,
  place: Place,
  options: CheckOptions
): Finding[] {
  const find = (message: string) => [{ rule: rule.key, message }];
  const unwanted = presenceProblem(rule[place], subject, options);
  if (unwanted !== undefined) return find(`${key} ${unwanted}`);
  if (!hasType(rule, value)) {
    return find(`${key} is of type ${typeof value}, not ${rule.type}`);
  }
  if (!hasValue(rule, value)) {
    return find(`${key} has the value ${JSON.stringify(value)}`);
  }
  return [];
}

function presenceProblem(
  condition: Condition,
  subject: Subject,
  { optIn = false }: CheckOptions
): string | undefined {
  const presence = condition.presence(subject);
  if (presence === 'forbidden') return `must be absent (${condition.label})`;
  if (presence === 'opt-in' && !optIn) return 'is there without opt-in';
  return undefined;
}
