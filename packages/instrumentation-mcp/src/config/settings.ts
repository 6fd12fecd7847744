/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { DiagLogger } from '@opentelemetry/api';
import type { McpInstrumentationConfig } from '../types.ts';
import { genAiContent } from './gen-ai-content.ts';
import { OPTIONS, type Option } from './options.ts';

/** Environment variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

type Name = keyof typeof OPTIONS;

/** Every option with a valid value. */
export type Settings = Readonly<
  Required<
    Pick<
      McpInstrumentationConfig,
      Exclude<
        Name,
        'captureAllowTools' | 'redact' | 'requestHook' | 'responseHook'
      >
    >
  > &
    Pick<
      McpInstrumentationConfig,
      'captureAllowTools' | 'redact' | 'requestHook' | 'responseHook'
    >
>;

const PREFIX = 'OTEL_INSTRUMENTATION_MCP_';

/**
 * Reads the options: the environment first, then the code, then the defaults. A
 * value that is none gets one line of `diag`, and the next source is asked.
 */
export function readSettings(
  config: McpInstrumentationConfig,
  environment: Environment,
  diag: DiagLogger
): Settings {
  warnOfUnknown(config, environment, diag);
  const settings: Record<string, unknown> = {};
  for (const name of Object.keys(OPTIONS) as Name[]) {
    const option: Option<unknown> = OPTIONS[name];
    settings[name] =
      fromEnvironment(option, environment, diag) ??
      fromCode(name, option, config, diag) ??
      option.fallback;
  }
  return { ...settings, ...genAiContent(environment, diag) } as Settings;
}

function fromEnvironment(
  { variable, accepts }: Option<unknown>,
  environment: Environment,
  diag: DiagLogger
): unknown {
  if (variable === undefined) {
    return undefined;
  }
  const text = environment[PREFIX + variable]?.trim() ?? '';
  if (text === '') {
    return undefined;
  }
  const value = accepts.fromText(text);
  if (value === undefined) {
    diag.error(
      `environment variable ${PREFIX}${variable} is not valid and is ignored; set it to ${accepts.expected}`
    );
  }
  return value;
}

function fromCode(
  name: Name,
  { accepts }: Option<unknown>,
  config: McpInstrumentationConfig,
  diag: DiagLogger
): unknown {
  const given: unknown = config[name];
  if (given === undefined) {
    return undefined;
  }
  const value = accepts.fromCode(given);
  if (value === undefined) {
    diag.error(
      `option ${name} is not valid and is ignored; set it to ${accepts.expected}`
    );
  }
  return value;
}

/** A misspelt option would otherwise be a silent one. */
function warnOfUnknown(
  config: McpInstrumentationConfig,
  environment: Environment,
  diag: DiagLogger
): void {
  for (const name of Object.keys(config)) {
    if (name !== 'enabled' && !(name in OPTIONS)) {
      diag.error(`option ${name} does not exist and is ignored`);
    }
  }
  const known = new Set(
    Object.values(OPTIONS).map(({ variable }) => PREFIX + String(variable))
  );
  for (const name of Object.keys(environment)) {
    if (name.startsWith(PREFIX) && !known.has(name)) {
      diag.error(`environment variable ${name} does not exist and is ignored`);
    }
  }
}
