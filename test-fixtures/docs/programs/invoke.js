/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// In the place of a serverless platform: it asks once, and is gone.
import { handler } from './function.mjs';

const call = (id, method, params) =>
  new Request('http://localhost/mcp', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id, method, params }),
  });
const response = await handler(
  call(1, 'tools/call', { name: 'now', arguments: {} })
);
console.log(response.status, await response.text());
process.kill(process.pid, 'SIGKILL');
