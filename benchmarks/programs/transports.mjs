/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** @type {Record<string, Record<string, string>>} */
const MODULES = {
  v1: {
    client: '@modelcontextprotocol/sdk/client/stdio.js',
    server: '@modelcontextprotocol/sdk/server/stdio.js',
    http: '@modelcontextprotocol/sdk/server/streamableHttp.js',
  },
  v2: {
    client: '@modelcontextprotocol/client/stdio',
    server: '@modelcontextprotocol/server/stdio',
    http: '@modelcontextprotocol/node',
  },
};

/**
 * @param {string} line of the MCP SDK
 * @param {'client' | 'server' | 'http'} side
 * @returns {Promise<any>} the module of its transport
 */
export function loadTransport(line, side) {
  return import(MODULES[line]?.[side] ?? line);
}
