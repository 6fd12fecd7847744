/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A stdio server of either line; its tool says when it runs, and never ends.
import { trace } from '@opentelemetry/api';

const [line, extra] = process.argv.slice(2);
const cleanUp = () => {
  process.stderr.write('cleaned up\n');
};
if (extra === 'signal-exit 3') {
  const { default: onExit } = await import('signal-exit3');
  onExit(cleanUp);
}
if (extra === 'signal-exit 4') {
  const { onExit } = await import('signal-exit4');
  onExit(cleanUp);
}
if (extra === 'its own listener') {
  process.on('SIGINT', () => process.stderr.write('interrupted\n'));
}
if (extra === 'exit in its listener') {
  process.on('SIGINT', () => process.exit(7));
}
const { McpServer } =
  line === 'v1'
    ? await import('@modelcontextprotocol/sdk/server/mcp.js')
    : await import('@modelcontextprotocol/server');
const { StdioServerTransport } =
  line === 'v1'
    ? await import('@modelcontextprotocol/sdk/server/stdio.js')
    : await import('@modelcontextprotocol/server/stdio');
const server = new McpServer({ name: 'server', version: '1' });
server.registerTool('slow', {}, async () => {
  trace.getTracer('app').startSpan('query').end();
  process.stderr.write('tool runs\n');
  await new Promise(resolve => {
    const timer = setTimeout(resolve, 60_000);
    if (extra === 'until its stdin ends') {
      timer.unref();
    }
  });
  return { content: [] };
});
server.registerTool('quick', {}, () => ({ content: [] }));
await server.connect(new StdioServerTransport());
