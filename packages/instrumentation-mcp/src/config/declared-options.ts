/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject } from '../model/json-rpc.ts';
import { readDeclarativeModel } from './declarative-model.ts';
import type { Environment } from './environment.ts';

export const CONFIG_FILE = 'OTEL_CONFIG_FILE';

/** What the file says about this instrumentation. */
export interface DeclaredOptions {
  /** By name as in the file, `snake_case`; none where the file has no such node. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Whether the file switches OpenTelemetry off. */
  readonly disabled: boolean;
  /** Why the file says nothing. */
  readonly problem?: string;
}

const NOTHING: DeclaredOptions = { disabled: false };

/** A file is read once: what is switched off at the start stays so. */
const known = new Map<string, DeclaredOptions>();

/**
 * Options in OpenTelemetry's declarative configuration, at
 * `instrumentation/development.js.mcp`. The SDK hands them to no instrumentation.
 */
export function declaredOptions(environment: Environment): DeclaredOptions {
  const file = environment[CONFIG_FILE]?.trim() ?? '';
  if (file === '') {
    return NOTHING;
  }
  const declared = known.get(file) ?? read(file);
  known.set(file, declared);
  return declared;
}

/** `captureToolResults` is `capture_tool_results` in a file. */
export function declaredName(option: string): string {
  return option.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}

function read(file: string): DeclaredOptions {
  try {
    const model = readDeclarativeModel(file);
    const options = ['instrumentation/development', 'js', 'mcp'].reduce(
      inside,
      model
    );
    return {
      disabled: inside(model, 'disabled') === true,
      ...(isObject(options) ? { options } : {}),
    };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { disabled: false, problem: text.split('\n')[0] ?? '' };
  }
}

function inside(node: unknown, key: string): unknown {
  return isObject(node) && Object.hasOwn(node, key) ? node[key] : undefined;
}
