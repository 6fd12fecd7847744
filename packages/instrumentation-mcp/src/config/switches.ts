/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { aBoolean, names } from './acceptors.ts';
import { declaredOptions } from './declared-options.ts';
import type { Environment } from './environment.ts';
import { ENABLED } from './variables.ts';

/** What the instrumentation is called in lists of OpenTelemetry. */
const NAME = 'mcp';

/** Whether the operator wants no telemetry in this process at all. */
export function isSdkDisabled(environment: Environment): boolean {
  return (
    flag(environment['OTEL_SDK_DISABLED']) === true ||
    declaredOptions(environment).disabled
  );
}

/** Whether the operator has switched us off, in whichever way we are loaded. */
export function isSwitchedOff(environment: Environment): boolean {
  return (
    isSdkDisabled(environment) ||
    flag(environment[ENABLED]) === false ||
    declaredOptions(environment).options?.['enabled'] === false ||
    list(environment['OTEL_NODE_DISABLED_INSTRUMENTATIONS']).includes(NAME)
  );
}

/**
 * Whether the operator has chosen instrumentations of a whole set, and left this
 * one out.
 */
export function isLeftOut(environment: Environment): boolean {
  const chosen = list(environment['OTEL_NODE_ENABLED_INSTRUMENTATIONS']);
  return chosen.length > 0 && !chosen.includes(NAME);
}

function flag(text: string | undefined): boolean | undefined {
  return aBoolean.fromText(text?.trim() ?? '');
}

function list(text: string | undefined): readonly string[] {
  return names.fromText(text ?? '') ?? [];
}
