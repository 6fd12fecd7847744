/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian has a folder for each version that is installed. */
const POSTGRESQL = '/usr/lib/postgresql';
/** Where Debian puts what is not for the PATH of everybody. */
const FURTHER = [
  ...(existsSync(POSTGRESQL) ? readdirSync(POSTGRESQL) : []).map(version =>
    join(POSTGRESQL, version, 'bin')
  ),
  '/usr/sbin',
];

/**
 * @param {string} name
 * @returns {string | undefined} absolute path of a command, unless there is none
 */
export function commandPath(name) {
  const { PATH = '' } = process.env;
  return [...PATH.split(delimiter), ...FURTHER]
    .map(folder => join(folder, name))
    .find(file => existsSync(file));
}

/** @param {string} name */
export const hasCommand = name => commandPath(name) !== undefined;

/**
 * @param {readonly string[]} names
 * @returns {string[]} those that are not there
 */
export const missingCommands = names => names.filter(name => !hasCommand(name));
