/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A server of a stranger's, without the SDK, for any Node: its tool tells its
// version and variables.
let buffer = '';
process.stdin.on('data', data => {
  buffer += data;
  for (;;) {
    const end = buffer.indexOf('\n');
    if (end < 0) {
      return;
    }
    const message = JSON.parse(buffer.slice(0, end));
    buffer = buffer.slice(end + 1);
    if (message.id !== undefined) {
      answer(message);
    }
  }
});
process.stdin.on('end', () => process.exit(0));

function answer({ id, method }) {
  const { version, env } = process;
  const text = JSON.stringify({ version, env });
  const result =
    method === 'initialize'
      ? {
          protocolVersion: '2025-06-18',
          capabilities: { tools: {} },
          serverInfo: { name: 'stranger', version: '1' },
        }
      : { content: [{ type: 'text', text }] };
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result })}\n`);
}
