/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * Nothing is added. What these functions are given and return is what every
 * module of this folder has to keep to.
 */

/**
 * Called once, before anything of the SDK is used.
 *
 * @type {(sdk: import('../sdk.mjs').Sdk) => void}
 */
export const traceSdk = () => {};

/**
 * Called for each client before it is connected.
 *
 * @type {(client: any) => void}
 */
export const traceClient = () => {};

/**
 * Called for each `McpServer` before it is connected.
 *
 * @type {(server: any) => void}
 */
export const traceServer = () => {};

/**
 * @param {any} client
 * @returns {() => Promise<unknown>} calls the tool `nothing`
 */
export function traceCall(client) {
  return () => client.callTool({ name: 'nothing', arguments: {} });
}

/**
 * @template {(extra: any) => unknown} Work
 * @param {Work} work a tool's callback
 * @returns {(extra: any) => unknown} the callback to register
 */
export function traceTool(work) {
  return work;
}
