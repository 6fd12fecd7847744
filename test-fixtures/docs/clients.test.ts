/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { startOtlpReceiver } from 'opentelemetry-mcp-test-utils';
import { ROOT } from '../packaging/commands.ts';
import { follow, PROGRAMS } from './support/follow.ts';
import { blocksIn, sectionOf } from './support/sections.ts';
import { workshop } from './support/workshop.ts';

const INSPECTOR = { '@modelcontextprotocol/inspector': '2.12.0' };

/** A configuration with the folders of this repository in the place of the reader's. */
const here = (configuration: string): string =>
  configuration
    .replaceAll('/path/to/server/node_modules', join(ROOT, 'node_modules'))
    .replaceAll('/path/to/server', PROGRAMS);

interface Server {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

describe('docs/recipes/clients.md', function () {
  this.timeout(60_000);
  const document = 'docs/recipes/clients.md';

  for (const [heading, list] of [
    ['Claude Desktop', 'mcpServers'],
    ['Cursor', 'mcpServers'],
    ['VS Code', 'servers'],
  ] as const) {
    it(`has a configuration that traces: ${heading}`, async () => {
      const receiver = await startOtlpReceiver();
      const [block = ''] = blocksIn(sectionOf({ document, heading }), 'json');
      const text = here(block).replaceAll(
        'http://localhost:4318',
        receiver.url
      );
      const lists = JSON.parse(text) as Record<string, { clock: Server }>;
      const server = lists[list]?.clock;
      assert.ok(server !== undefined);
      // The working directory is whichever the desktop has.
      await callTool(server, '/', { name: 'now', arguments: {} });
      const spans = await receiver.waitForSpans(all =>
        all.some(({ name }) => name === 'tools/call now')
      );
      await receiver.close();
      assert.equal(spans[0]?.service, 'clock');
    });
  }

  it('has one that MCP Inspector takes', async () => {
    const home = workshop('clients', INSPECTOR);
    const name = 'claude_desktop_config.json';
    const [block = ''] = blocksIn(
      sectionOf({ document, heading: 'Claude Desktop' }),
      'json'
    );
    const text = here(block);
    const followed = await follow(
      { document, heading: 'MCP Inspector' },
      {
        home,
        edit: commands =>
          `cat > ${name} <<'END'\n${text}END\n${commands.replace('npx @modelcontextprotocol/', 'mcp-')}`,
      }
    );
    assert.match(followed.printed, /"content": \[\]/);
    const calls = followed.spans.filter(
      ({ name }) => name === 'tools/call now'
    );
    assert.deepEqual(
      calls.map(({ kind }) => kind),
      ['SERVER']
    );
  }).timeout(300_000);

  it('has one for a server that npx starts', async () => {
    const heading = 'A server that is started by npx';
    const receiver = await startOtlpReceiver();
    const [block = ''] = blocksIn(sectionOf({ document, heading }), 'json');
    const text = here(block).replaceAll('http://localhost:4318', receiver.url);
    const { mcpServers } = JSON.parse(text) as {
      mcpServers: { everything: Server };
    };
    await callTool(mcpServers.everything, ROOT, {
      name: 'echo',
      arguments: { message: 'hello' },
    });
    const spans = await receiver.waitForSpans(all =>
      all.some(({ name }) => name === 'tools/call echo')
    );
    await receiver.close();
    assert.ok(spans.some(({ service }) => service === 'everything'));
  });
});

async function callTool(
  { command, args, env }: Server,
  cwd: string,
  call: { name: string; arguments: Record<string, string> }
): Promise<void> {
  const client = new Client({ name: 'desktop', version: '1.0.0' });
  const transport = new StdioClientTransport({
    command: command === 'node' ? process.execPath : command,
    args: [...args],
    env: { ...env },
    cwd,
    stderr: 'ignore',
  });
  await client.connect(transport);
  await client.callTool(call);
  await client.close();
}
