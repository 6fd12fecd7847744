/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Without the instrumentation: for gateways that do not run on the MCP SDK, such as
// proxies which know nothing but JSON.
import { ROOT_CONTEXT, SpanKind, context, trace } from '@opentelemetry/api';
import { injectMeta, receiveMeta } from 'opentelemetry-propagator-mcp';

/**
 * @import { CallToolRequestParams } from '@modelcontextprotocol/server'
 * @import { Context, Link } from '@opentelemetry/api'
 * @import { InjectMetaOptions } from 'opentelemetry-propagator-mcp'
 * @import { Send, Variant } from './scene.mjs'
 */

/** Asked for when it is needed: a provider may be registered later than this is loaded. */
const tracer = () => trace.getTracer('gateway');

/**
 * Runs `action` in a span of `tools/call`, and ends that when it has settled.
 *
 * @template T
 * @param {SpanKind} kind
 * @param {{ parent: Context, links: Link[] }} origin
 * @param {CallToolRequestParams} params
 * @param {() => Promise<T>} action
 */
function inSpan(kind, { parent, links }, params, action) {
  const attributes = {
    'mcp.method.name': 'tools/call',
    'gen_ai.tool.name': params.name,
  };
  const name = `tools/call ${params.name}`;
  const options = { kind, links, attributes };
  return tracer().startActiveSpan(name, options, parent, async span => {
    try {
      return await action();
    } finally {
      span.end();
    }
  });
}

/**
 * A span for each receiver; what is sent names that span.
 *
 * @param {CallToolRequestParams} params
 * @param {Send} send
 * @param {InjectMetaOptions} [options]
 */
function callTool(params, send, options) {
  const origin = { parent: context.active(), links: [] };
  return inSpan(SpanKind.CLIENT, origin, params, () =>
    send(injectMeta(context.active(), params, options))
  );
}

/**
 * Not in the active context: in memory, as over stdio, that is not the message's.
 *
 * @template T
 * @param {CallToolRequestParams} params
 * @param {() => Promise<T>} action
 */
function handle(params, action) {
  const origin = receiveMeta(ROOT_CONTEXT, params);
  return inSpan(SpanKind.SERVER, origin, params, action);
}

/** @type {Variant} */
export const byHand = {
  agent: (params, send) => callTool(params, send),

  // `baggage` goes for what is in the context as well as for what is in `params`.
  gateway: (params, backends) =>
    handle(params, () =>
      Promise.all(
        backends.map(send => callTool(params, send, { baggage: 'off' }))
      )
    ),

  backend: (params, answer) => handle(params, () => answer(params)),
};
