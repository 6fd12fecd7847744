/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { loadSdk } from '../../test-fixtures/cost/sdk.mjs';
import { registerTelemetry } from '../../test-fixtures/cost/telemetry.mjs';

/**
 * What all programs begin with: OpenTelemetry, the MCP SDK, and tracing, as the
 * first three arguments say.
 */
export async function setUp() {
  const [line = '', telemetry = '', module = '', ...others] =
    process.argv.slice(2);
  registerTelemetry(telemetry);
  const tracing = await import(module);
  const sdk = await loadSdk(line);
  tracing.traceSdk(sdk);
  return { line, telemetry, module, sdk, tracing, others };
}

/**
 * @param {() => Promise<unknown>} action
 * @returns {Promise<number>} CPU time of this process, in microseconds
 */
export async function cpuOf(action) {
  const before = process.cpuUsage();
  await action();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
