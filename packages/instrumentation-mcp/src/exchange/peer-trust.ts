/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { matchesPeer } from 'opentelemetry-propagator-mcp';
import type { Connection } from '../model/connection.ts';
import type { Telemetry } from './telemetry.ts';

/** A pattern that matches whatever there is names nobody. */
const ANYBODY = /^\**$/;

/** Whether the operator lets this peer have context. */
export function isTrusted(
  connection: Connection,
  telemetry: Telemetry
): boolean {
  const { outbound } = telemetry.settings;
  if (typeof outbound === 'string') {
    return outbound === 'all';
  }
  const { url, command } = connection;
  return typeof outbound === 'function'
    ? telemetry.runHook('outbound', outbound, { url, command }) === true
    : telemetry.policies.letsOut({ url, command }, outbound);
}

/** Whether a list of the operator names this very peer, so that it may have secrets. */
export function isNamed(
  { url, command }: Connection,
  { settings: { outbound } }: Telemetry
): boolean {
  if (typeof outbound !== 'object') {
    return false;
  }
  const names = outbound.filter(pattern => !ANYBODY.test(pattern.trim()));
  return matchesPeer({ url, command }, names);
}
