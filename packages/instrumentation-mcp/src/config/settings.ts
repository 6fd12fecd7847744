/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { McpInstrumentationConfig } from '../types.ts';
import {
  aBoolean,
  adviceFor,
  adviceInCode,
  type Acceptor,
} from './acceptors.ts';
import {
  CONFIG_FILE,
  declaredName,
  declaredOptions,
  type DeclaredOptions,
} from './declared-options.ts';
import type { Environment } from './environment.ts';
import { genAiContent } from './gen-ai-content.ts';
import type { MistakeLog } from './mistakes.ts';
import { OPTIONS, type Option } from './options.ts';
import { BUNDLED, ENABLED, PREFIX, SPAWNED } from './variables.ts';

/** Read elsewhere; here it is only told what is wrong with them. */
const SWITCHES: readonly Option<unknown>[] = [ENABLED, BUNDLED].map(name => ({
  variable: name.slice(PREFIX.length),
  accepts: aBoolean,
  fallback: undefined,
}));

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
 * Reads the options: the operator's first, then those of the code, then the
 * defaults. The operator has a file, or the environment: a variable of our own, or
 * the one that all GenAI instrumentations share. A value that is none gets one line
 * of `diag`, and the next source is asked.
 */
export function readSettings(
  config: McpInstrumentationConfig,
  environment: Environment,
  diag: MistakeLog
): Settings {
  warnOfUnknown(config, environment, diag);
  for (const option of SWITCHES) {
    fromEnvironment(option, environment, diag);
  }
  const operator = operatorsSource(environment, diag);
  const settings: Record<string, unknown> = {};
  for (const name of Object.keys(OPTIONS) as Name[]) {
    const option: Option<unknown> = OPTIONS[name];
    settings[name] =
      operator(name, option) ??
      fromCode(name, option, config, diag) ??
      option.fallback;
  }
  return settings as unknown as Settings;
}

type Source = (name: Name, option: Option<unknown>) => unknown;

/**
 * Beside a file, variables count only where it names them (declarative
 * configuration, "Environment variables").
 */
function operatorsSource(environment: Environment, diag: MistakeLog): Source {
  const { options, problem } = declaredOptions(environment);
  if (problem !== undefined) {
    diag.error(`${CONFIG_FILE} is ignored: ${problem}`);
  }
  if (options !== undefined) {
    warnOfUndeclared(options, environment, diag);
    // Read elsewhere; here it is only told when it is wrong.
    fromFile('enabled', aBoolean, options, diag);
    return (name, { accepts }) => fromFile(name, accepts, options, diag);
  }
  const shared: Partial<Record<Name, unknown>> = genAiContent(
    environment,
    diag
  );
  return (name, option) =>
    fromEnvironment(option, environment, diag) ?? shared[name];
}

function fromFile(
  name: string,
  accepts: Acceptor<unknown>,
  options: NonNullable<DeclaredOptions['options']>,
  diag: MistakeLog
): unknown {
  const given = options[declaredName(name)];
  if (given === undefined || given === null) {
    return undefined;
  }
  const value = accept(accepts, given);
  if (value === undefined) {
    diag.error(
      `${declaredName(name)} in ${CONFIG_FILE} is not valid and is ignored; ${adviceFor(accepts)}`
    );
  }
  return value;
}

function warnOfUndeclared(
  options: NonNullable<DeclaredOptions['options']>,
  environment: Environment,
  diag: MistakeLog
): void {
  const known = new Set(['enabled', ...Object.keys(OPTIONS).map(declaredName)]);
  for (const name of Object.keys(options)) {
    if (!known.has(name)) {
      diag.error(
        `${name} in ${CONFIG_FILE} does not exist and is ignored; correct its name or remove it`
      );
    }
  }
  for (const { variable = '' } of Object.values(OPTIONS)) {
    if (variable !== '' && (environment[PREFIX + variable] ?? '') !== '') {
      diag.error(
        `environment variable ${PREFIX}${variable} is ignored, for ${CONFIG_FILE} has options; set it there`
      );
    }
  }
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
      `environment variable ${PREFIX}${variable} is not valid and is ignored; ${adviceFor(accepts)}`
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
      `option ${name} is not valid and is ignored; ${adviceInCode(accepts)}`
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
    BUNDLED,
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
