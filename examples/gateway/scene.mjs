/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// An agent, a gateway and three servers behind it, in one process. What becomes of
// context is up to the variant: instrumented.mjs, by-hand.mjs.
import { Client } from '@modelcontextprotocol/client';
import { InMemoryTransport, McpServer } from '@modelcontextprotocol/server';
import { trace } from '@opentelemetry/api';

/**
 * @import { CallToolRequestParams, CallToolResult } from '@modelcontextprotocol/server'
 * @typedef {(params: CallToolRequestParams) => Promise<CallToolResult>} Send
 *
 * @typedef {object} Variant How each of them handles a tool call
 * @property {(params: CallToolRequestParams, send: Send) => Promise<CallToolResult>} agent
 * @property {(params: CallToolRequestParams, backends: Send[]) => Promise<CallToolResult[]>} gateway
 * @property {(params: CallToolRequestParams, answer: Send) => Promise<CallToolResult>} backend
 *
 * @typedef {object} Outcome
 * @property {CallToolResult} result what the agent got
 * @property {Map<string, CallToolRequestParams>} received by each backend
 * @property {CallToolRequestParams} [before] what the gateway was given
 * @property {CallToolRequestParams} [after] the same object when it had answered
 */

export const BACKENDS = ['flights', 'hotels', 'trains'];

/** What the agent sends, baggage and a key of its own included. */
const CALL = {
  name: 'search',
  arguments: { city: 'Ghent' },
  _meta: { baggage: 'user=alice', 'example.com/tenant': 'acme' },
};

/**
 * A client called `name` of a server whose only handler is `callTool`. It is the
 * low-level one: a gateway passes params on, whatever they are.
 *
 * @param {string} name
 * @param {Send} callTool
 */
async function connect(name, callTool) {
  const { server } = new McpServer(
    { name: 'server', version: '1.0.0' },
    { capabilities: { tools: {} } }
  );
  server.setRequestHandler('tools/call', ({ params }) => callTool(params));
  const client = new Client({ name, version: '1.0.0' });
  const [near, far] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(far), client.connect(near)]);
  return client;
}

/**
 * One tool call of the agent, which the gateway sends to all servers behind it.
 *
 * @param {Variant} variant
 * @returns {Promise<Outcome>}
 */
export async function play(variant) {
  /** @type {Outcome} */
  const outcome = { result: { content: [] }, received: new Map() };
  const backends = await Promise.all(
    BACKENDS.map(name =>
      connect('gateway', params =>
        variant.backend(params, async () => {
          outcome.received.set(name, params);
          return { content: [{ type: 'text', text: `${name} found` }] };
        })
      )
    )
  );
  const agent = await connect('agent', async params => {
    outcome.before = structuredClone(params);
    const results = await variant.gateway(
      params,
      backends.map(client => outgoing => client.callTool(outgoing))
    );
    outcome.after = params;
    return { content: results.flatMap(({ content }) => content) };
  });
  await trace.getTracer('agent').startActiveSpan('plan a trip', async span => {
    outcome.result = await variant.agent(CALL, call => agent.callTool(call));
    span.end();
  });
  await Promise.all([agent, ...backends].map(client => client.close()));
  return outcome;
}
