/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { EnvironmentSetter } from '@opentelemetry/propagator-env-carrier';
import { SPAWNED } from '../config/variables.ts';
import { isCredential } from './credentials.ts';
import { spawnMark } from './spawn-mark.ts';

type Variables = Record<string, string>;

/** What a child gets beside what it has from the SDK and from the application. */
export interface Forwarded {
  /** Variables of the process that starts it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What the propagators write. */
  readonly carried: Readonly<Record<string, string>>;
  /** Whether it may have credentials. */
  readonly credentials: boolean;
  readonly nodeOptions: string | undefined;
}

const SERVICE_NAME = 'OTEL_SERVICE_NAME';
const RESOURCE_ATTRIBUTES = 'OTEL_RESOURCE_ATTRIBUTES';
/** With the name or the id of its host a server would pass for it. */
const IDENTITY = /^\s*service\.(name|instance\.id)\s*=/;

/** What the SDK gives to children; SDK v1 did so until 1.9 only to those without variables of their own. */
const INHERITED =
  process.platform === 'win32'
    ? [
        ...['APPDATA', 'HOMEDRIVE', 'HOMEPATH', 'LOCALAPPDATA', 'PATH'],
        ...['PROCESSOR_ARCHITECTURE', 'SYSTEMDRIVE', 'SYSTEMROOT', 'TEMP'],
        ...['USERNAME', 'USERPROFILE'],
      ]
    : ['HOME', 'LOGNAME', 'PATH', 'SHELL', 'TERM', 'USER'];

/**
 * The variables of a child of a stdio client: what the application gave wins;
 * then the trace context; then `OTEL_*` of this process and our flag.
 *
 * @param given `env` of the server's parameters
 */
export function childEnvironment(
  given: Readonly<Record<string, string>> | undefined,
  forwarded: Forwarded
): Variables {
  return {
    ...(given === undefined ? inheritedFrom(forwarded) : {}),
    ...telemetryOf(forwarded),
    ...contextOf(given, forwarded),
    ...given,
  };
}

/** None beside one that was given: parts of two contexts make none. */
function contextOf(
  given: Readonly<Record<string, string>> | undefined,
  { carried }: Forwarded
): Variables {
  const context: Variables = {};
  const setter = new EnvironmentSetter(context);
  for (const [key, value] of Object.entries(carried)) {
    setter.set(undefined, key, value);
  }
  const names = Object.keys(context);
  const isGiven = names.some(
    name => given !== undefined && Object.hasOwn(given, name)
  );
  if (isGiven || names.length === 0) {
    return {};
  }
  return { ...context, [SPAWNED]: spawnMark(context) };
}

function telemetryOf({
  environment,
  credentials,
  nodeOptions,
}: Forwarded): Variables {
  const variables: Variables = {};
  for (const [name, value = ''] of Object.entries(environment)) {
    if (isForwarded(name) && (credentials || !isCredential(name, value))) {
      set(variables, name, value);
    }
  }
  const attributes = withoutIdentity(environment[RESOURCE_ATTRIBUTES] ?? '');
  Reflect.deleteProperty(variables, RESOURCE_ATTRIBUTES);
  set(variables, RESOURCE_ATTRIBUTES, attributes);
  set(variables, 'NODE_OPTIONS', nodeOptions);
  return variables;
}

function isForwarded(name: string): boolean {
  return name.startsWith('OTEL_') && name !== SERVICE_NAME && name !== SPAWNED;
}

function withoutIdentity(attributes: string): string {
  const pairs = attributes.split(',');
  return pairs.filter(pair => !IDENTITY.test(pair)).join(',');
}

function inheritedFrom({ environment }: Forwarded): Variables {
  const variables: Variables = {};
  for (const name of INHERITED) {
    const value = environment[name];
    // A function of a shell, which the SDK leaves out, too.
    if (value?.startsWith('()') !== true) {
      set(variables, name, value);
    }
  }
  return variables;
}

function set(variables: Variables, name: string, value?: string): void {
  if (value !== undefined && value !== '') {
    variables[name] = value;
  }
}
