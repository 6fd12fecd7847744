/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { EnvironmentSetter } from '@opentelemetry/propagator-env-carrier';
import { childNodeOptions } from './preload-flags.ts';

type Variables = Record<string, string>;

/** The process that starts a child. */
export interface Host {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Its flags of Node, without `NODE_OPTIONS`. */
  readonly execArgv: readonly string[];
  readonly directory: string;
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
 * then the trace context; then `OTEL_*` and `NODE_OPTIONS` of this process.
 *
 * @param given `env` of the server's parameters
 * @param carried what the propagators write
 */
export function childEnvironment(
  given: Readonly<Record<string, string>> | undefined,
  carried: Readonly<Record<string, string>>,
  host: Host
): Variables {
  const context: Variables = {};
  const setter = new EnvironmentSetter(context);
  for (const [key, value] of Object.entries(carried)) {
    setter.set(undefined, key, value);
  }
  const isGiven = Object.keys(context).some(
    name => given !== undefined && Object.hasOwn(given, name)
  );
  return {
    ...(given === undefined ? inheritedFrom(host) : {}),
    ...telemetryOf(host),
    // Parts of two contexts make none.
    ...(isGiven ? {} : context),
    ...given,
  };
}

function telemetryOf({ environment, execArgv, directory }: Host): Variables {
  const variables: Variables = {};
  for (const [name, value] of Object.entries(environment)) {
    if (name.startsWith('OTEL_') && name !== SERVICE_NAME) {
      set(variables, name, value);
    }
  }
  const attributes = withoutIdentity(environment[RESOURCE_ATTRIBUTES] ?? '');
  Reflect.deleteProperty(variables, RESOURCE_ATTRIBUTES);
  set(variables, RESOURCE_ATTRIBUTES, attributes);
  const inherited = environment['NODE_OPTIONS'];
  const options = childNodeOptions(inherited, execArgv, directory);
  set(variables, 'NODE_OPTIONS', options);
  return variables;
}

function withoutIdentity(attributes: string): string {
  const pairs = attributes.split(',');
  return pairs.filter(pair => !IDENTITY.test(pair)).join(',');
}

function inheritedFrom({ environment }: Host): Variables {
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
