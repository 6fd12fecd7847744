/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * The floor: what nobody can do without who wants both sides of a call in one
 * trace. Two spans, inject and extract, written by hand where an application
 * would write them, with the attributes that the conventions ask for, and nothing
 * else: no metrics, no outcome but an exception.
 */

import {
  context,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

export { traceClient, traceSdk, traceServer } from './none.mjs';

const tracer = trace.getTracer('floor');
const NAME = 'tools/call nothing';

/** Both sides count for themselves, which is cheaper than asking for the id. */
let calls = 0;

/**
 * @param {any} client
 * @returns {() => Promise<unknown>}
 */
export function traceCall(client) {
  return () =>
    inSpan(SpanKind.CLIENT, context.active(), () => {
      const _meta = {};
      propagation.inject(context.active(), _meta);
      return client.callTool({ name: 'nothing', arguments: {}, _meta });
    });
}

/**
 * @param {(extra: any) => unknown} work
 * @returns {(extra: any) => unknown}
 */
export function traceTool(work) {
  return extra => {
    const meta = extra._meta ?? extra.mcpReq?._meta;
    const parent = propagation.extract(context.active(), meta);
    return inSpan(SpanKind.SERVER, parent, () => work(extra));
  };
}

/**
 * @param {SpanKind} kind
 * @param {import('@opentelemetry/api').Context} parent
 * @param {() => unknown} action
 */
function inSpan(kind, parent, action) {
  const attributes = {
    'mcp.method.name': 'tools/call',
    'mcp.protocol.version': '2025-11-25',
    'gen_ai.operation.name': 'execute_tool',
    'gen_ai.tool.name': 'nothing',
    'jsonrpc.request.id': String((calls += 1)),
  };
  const options = { kind, attributes };
  return tracer.startActiveSpan(NAME, options, parent, async span => {
    try {
      return await action();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
