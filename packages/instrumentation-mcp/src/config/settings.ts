/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { McpInstrumentationConfig } from '../types.ts';
import { aBoolean, type Acceptor } from './acceptors.ts';
import type { Environment } from './environment.ts';
import { genAiContent } from './gen-ai-content.ts';
import type { MistakeLog } from './mistakes.ts';
import { OPTIONS, type Option } from './options.ts';
import { ENABLED, PREFIX, SPAWNED } from './variables.ts';

const OPERATORS_SWITCH: Option<unknown> = {
  variable: ENABLED.slice(PREFIX.length),
  accepts: aBoolean,
  fallback: undefined,
};

type Name = keyof typeof OPTIONS;

/** Where nothing was said, nothing is what holds. */
type Undecided =
  'baggage' | 'captureAllowTools' | 'redact' | 'requestHook' | 'responseHook';

/** Every option with a valid value. */
export type Settings = Readonly<
  Required<Pick<McpInstrumentationConfig, Exclude<Name, Undecided>>> &
    Pick<McpInstrumentationConfig, Undecided>
>;

/**
 * Reads the options: the environment first (a variable of our own, then the one
 * that all GenAI instrumentations share), then the code, then the defaults. A
 * value that is none gets one line of `diag`, and the next source is asked.
 */
export function readSettings(
  config: McpInstrumentationConfig,
  environment: Environment,
  diag: MistakeLog
): Settings {
  warnOfUnknown(config, environment, diag);
  // Read elsewhere; here it is only told what is wrong with it.
  fromEnvironment(OPERATORS_SWITCH, environment, diag);
  const shared: Partial<Record<Name, unknown>> = genAiContent(
    environment,
    diag
  );
  const settings: Record<string, unknown> = {};
  for (const name of Object.keys(OPTIONS) as Name[]) {
    const option: Option<unknown> = OPTIONS[name];
    settings[name] =
      fromEnvironment(option, environment, diag) ??
      shared[name] ??
      fromCode(name, option, config, diag) ??
      option.fallback;
  }
  return settings as unknown as Settings;
}

function fromEnvironment(
  { variable, accepts }: Option<unknown>,
  environment: Environment,
  diag: MistakeLog
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
  diag: MistakeLog
): unknown {
  const given: unknown = config[name];
  if (given === undefined) {
    return undefined;
  }
  const value = accept(accepts, given);
  if (value === undefined) {
    diag.error(
      `option ${name} is not valid and is ignored; set it to ${accepts.expected}`
    );
  }
  return value;
}

/** Lists of programs without types may throw when they are read. */
function accept({ fromCode }: Acceptor<unknown>, given: unknown): unknown {
  try {
    return fromCode(given);
  } catch {
    return undefined;
  }
}

/** A misspelt option would otherwise be a silent one. */
function warnOfUnknown(
  config: McpInstrumentationConfig,
  environment: Environment,
  diag: MistakeLog
): void {
  for (const name of Object.keys(config)) {
    if (name !== 'enabled' && !Object.hasOwn(OPTIONS, name)) {
      diag.error(
        `option ${name} does not exist and is ignored; correct its name or remove it`
      );
    }
  }
  const known = new Set([
    ENABLED,
    SPAWNED,
    ...Object.values(OPTIONS).flatMap(({ variable }) =>
      variable === undefined ? [] : [PREFIX + variable]
    ),
  ]);
  for (const name of Object.keys(environment)) {
    if (name.startsWith(PREFIX) && !known.has(name)) {
      diag.error(
        `environment variable ${name} does not exist and is ignored; correct its name or remove it`
      );
    }
  }
}
