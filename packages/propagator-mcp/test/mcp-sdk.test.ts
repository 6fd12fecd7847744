/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { ROOT_CONTEXT } from '@opentelemetry/api';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport as InMemoryTransportV1 } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer as McpServerV1 } from '@modelcontextprotocol/sdk/server/mcp.js';
import {
  ListToolsRequestSchema,
  RootsListChangedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { Client } from '@modelcontextprotocol/client';
import { InMemoryTransport, McpServer } from '@modelcontextprotocol/server';
import { extractMeta, injectMeta } from '../src/index.ts';
import {
  baggageIn,
  contextWith,
  SPAN_ID,
  spanContextOf,
  TRACE_ID,
} from './support/contexts.ts';
import { w3c } from './support/propagators.ts';

const info = { name: 'test', version: '1.0.0' };
const options = { propagator: w3c };
const sent = contextWith({ baggage: { user: 'alice' } });

/** The params of the handlers, in order; awaited by the tests through `next`. */
class Inbox {
  readonly #received: unknown[] = [];
  #wake: () => void = () => undefined;

  push(params: unknown): void {
    this.#received.push(params);
    this.#wake();
  }

  async next(): Promise<unknown> {
    if (this.#received.length === 0) {
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    }
    return this.#received.shift();
  }
}

function assertArrived(params: unknown): void {
  const received = extractMeta(ROOT_CONTEXT, params, options);
  assert.equal(spanContextOf(received).traceId, TRACE_ID);
  assert.equal(spanContextOf(received).spanId, SPAN_ID);
  assert.deepEqual(baggageIn(received), { user: 'alice' });
}

describe('context in _meta passes the MCP SDK', () => {
  it('1.x: requests and notifications, with params and without', async () => {
    const inbox = new Inbox();
    const { server } = new McpServerV1(info, { capabilities: { tools: {} } });
    server.setRequestHandler(ListToolsRequestSchema, ({ params }) => {
      inbox.push(params);
      return { tools: [] };
    });
    server.setNotificationHandler(
      RootsListChangedNotificationSchema,
      ({ params }) => {
        inbox.push(params);
      }
    );
    const client = new ClientV1(info, {
      capabilities: { roots: { listChanged: true } },
    });
    const [near, far] = InMemoryTransportV1.createLinkedPair();
    await server.connect(far);
    await client.connect(near);
    try {
      await client.listTools(injectMeta(sent, undefined, options));
      assertArrived(await inbox.next());
      await client.listTools(injectMeta(sent, { cursor: 'x' }, options));
      assertArrived(await inbox.next());
      await client.notification({
        method: 'notifications/roots/list_changed',
        params: injectMeta(sent, {}, options),
      });
      assertArrived(await inbox.next());
    } finally {
      await client.close();
    }
  });

  it('2.x: requests and notifications, with params and without', async () => {
    const inbox = new Inbox();
    const { server } = new McpServer(info, { capabilities: { tools: {} } });
    server.setRequestHandler('tools/list', ({ params }) => {
      inbox.push(params);
      return { tools: [] };
    });
    server.setNotificationHandler(
      'notifications/roots/list_changed',
      ({ params }) => {
        inbox.push(params);
      }
    );
    const client = new Client(info, {
      capabilities: { roots: { listChanged: true } },
    });
    const [near, far] = InMemoryTransport.createLinkedPair();
    await server.connect(far);
    await client.connect(near);
    try {
      await client.listTools(injectMeta(sent, undefined, options));
      assertArrived(await inbox.next());
      await client.listTools(injectMeta(sent, { cursor: 'x' }, options));
      assertArrived(await inbox.next());
      await client.notification({
        method: 'notifications/roots/list_changed',
        params: injectMeta(sent, {}, options),
      });
      assertArrived(await inbox.next());
    } finally {
      await client.close();
    }
  });
});
