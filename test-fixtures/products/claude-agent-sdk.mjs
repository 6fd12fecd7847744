/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A server of `createSdkMcpServer`, in the process of its client.
import { createSdkMcpServer, tool } from '@anthropic-ai/claude-agent-sdk';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';

const { instance } = createSdkMcpServer({
  name: 'products',
  tools: [
    tool('echo', 'Answers.', {}, () =>
      Promise.resolve({ content: [{ type: 'text', text: 'echo' }] })
    ),
  ],
});
const client = new Client({ name: 'products', version: '1.0.0' });
const [ours, theirs] = InMemoryTransport.createLinkedPair();
await instance.connect(theirs);
await client.connect(ours);
await client.callTool({ name: 'echo', arguments: {} });
await client.close();
