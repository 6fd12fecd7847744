/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Posts a JSON-RPC message to a Streamable HTTP server, as a client without the SDK does. */
export function postMessage(
  url: string | URL,
  message: object,
  headers: Readonly<Record<string, string>> = {}
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: '2.0', ...message }),
  });
}
