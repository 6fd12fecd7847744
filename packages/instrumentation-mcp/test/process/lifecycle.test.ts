/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { InMemoryTransport, McpServer } from '@modelcontextprotocol/server';
import { Client } from '@modelcontextprotocol/client';
import assert from 'node:assert/strict';
import { McpInstrumentation } from '../../src/index.ts';
import {
  lifecycle,
  type LifecycleEvents,
} from '../../src/process/lifecycle.ts';

const EVENTS = [
  'servingStdio',
  'connectedClient',
  'connectedServer',
  'closed',
  'firstMessage',
  'disabled',
] as const satisfies readonly (keyof LifecycleEvents)[];

describe('what MCP does in a process', () => {
  it('is told of an instrumentation in code, from a connection to disable()', async () => {
    const told: string[] = [];
    const undo = EVENTS.map(event =>
      lifecycle.on(event, () => {
        told.push(event);
      })
    );
    const instrumentation = new McpInstrumentation();
    const other = new McpInstrumentation();
    const client = instrumentation.instrument(
      new Client({ name: 'client', version: '1' })
    );
    const server = instrumentation.instrument(
      new McpServer({ name: 'server', version: '1' })
    );
    try {
      const [near, far] = InMemoryTransport.createLinkedPair();
      await server.connect(far);
      await client.connect(near);
      await client.ping();
      await client.close();
    } finally {
      // In this order each finds its own wrapper on the exports, and takes it off.
      other.disable();
      assert.equal(told.includes('disabled'), false);
      instrumentation.disable();
    }
    // The first message may have come to another test of this process.
    assert.deepEqual(
      told.filter(event => event !== 'firstMessage'),
      ['connectedServer', 'connectedClient', 'closed', 'closed', 'disabled']
    );
    told.length = 0;
    undo.forEach(takeBack => {
      takeBack();
    });
    lifecycle.emit('closed', {});
    assert.deepEqual(told, []);
  });

  it('is told of in spite of a listener that throws', () => {
    let told = 0;
    const undo = [
      lifecycle.on('closed', () => {
        throw new Error('of a listener');
      }),
      lifecycle.on('closed', () => {
        told += 1;
      }),
    ];
    lifecycle.emit('closed', {});
    undo.forEach(takeBack => {
      takeBack();
    });
    assert.equal(told, 1);
  });
});
