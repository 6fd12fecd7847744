/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject } from '../model/json-rpc.ts';
import type { McpInstrumentationConfig } from '../types.ts';
import { aBoolean } from './acceptors.ts';
import type { MistakeLog } from './mistakes.ts';

/**
 * A copy of what a program gave as config. Programs without types give anything:
 * what cannot be read gets one line of `diag` and is left out, and so is what is
 * undefined, for the base class takes `enabled: undefined` for false.
 */
export function copyConfig(
  given: unknown,
  diag: MistakeLog
): McpInstrumentationConfig {
  const copy: Record<string, unknown> = {};
  for (const name of namesOf(given, diag)) {
    const value = read(given, name, diag);
    if (name === 'enabled' && value !== undefined && !isFlag(value)) {
      diag.error(
        `option enabled is not valid and is ignored; set it to ${aBoolean.expected}`
      );
    } else if (value !== undefined) {
      copy[name] = value;
    }
  }
  return copy;
}

function namesOf(given: unknown, diag: MistakeLog): string[] {
  try {
    return isObject(given) ? Object.keys(given) : [];
  } catch {
    diag.error('the options cannot be read and are ignored; pass an object');
    return [];
  }
}

function read(given: unknown, name: string, diag: MistakeLog): unknown {
  try {
    return isObject(given) ? given[name] : undefined;
  } catch {
    diag.error(
      `option ${name} cannot be read and is ignored; give it a plain value`
    );
    return undefined;
  }
}

function isFlag(value: unknown): boolean {
  return aBoolean.fromCode(value) !== undefined;
}
