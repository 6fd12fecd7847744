/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  createNoopMeter,
  SpanKind,
  type Attributes,
  type Context,
  type Histogram,
  type Meter,
} from '@opentelemetry/api';
import {
  ATTR_ERROR_TYPE,
  ATTR_GEN_AI_OPERATION_NAME,
  ATTR_GEN_AI_PROMPT_NAME,
  ATTR_GEN_AI_TOOL_NAME,
  ATTR_JSONRPC_PROTOCOL_VERSION,
  ATTR_MCP_METHOD_NAME,
  ATTR_MCP_PROTOCOL_VERSION,
  ATTR_NETWORK_PROTOCOL_NAME,
  ATTR_NETWORK_PROTOCOL_VERSION,
  ATTR_NETWORK_TRANSPORT,
  ATTR_RPC_RESPONSE_STATUS_CODE,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
  METRIC_MCP_CLIENT_OPERATION_DURATION,
  METRIC_MCP_CLIENT_SESSION_DURATION,
  METRIC_MCP_SERVER_OPERATION_DURATION,
  METRIC_MCP_SERVER_SESSION_DURATION,
} from '../semconv.ts';
import type { KnownNames } from './known-names.ts';

/** In seconds, as the convention advises them for all four histograms. */
const BUCKETS = [
  0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300,
];

/** Servers of one process have fewer tools together. */
const MAX_TARGETS = 2_000;

const SESSION_KEYS = [
  ATTR_ERROR_TYPE,
  ATTR_JSONRPC_PROTOCOL_VERSION,
  ATTR_MCP_PROTOCOL_VERSION,
  ATTR_NETWORK_PROTOCOL_NAME,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
];

/** No request id, no session id, no argument: nothing of unbounded cardinality. */
const OPERATION_KEYS = [
  ...SESSION_KEYS,
  ATTR_GEN_AI_OPERATION_NAME,
  ATTR_GEN_AI_PROMPT_NAME,
  ATTR_GEN_AI_TOOL_NAME,
  ATTR_MCP_METHOD_NAME,
  ATTR_NETWORK_PROTOCOL_VERSION,
  ATTR_NETWORK_TRANSPORT,
  ATTR_RPC_RESPONSE_STATUS_CODE,
];

/** The four histograms of the convention, each in seconds. */
export class McpMetrics {
  private readonly _operations: Record<'client' | 'server', Histogram>;
  private readonly _sessions: Record<'client' | 'server', Histogram>;
  private readonly _series = { client: new Series(), server: new Series() };

  /** Whether anybody reads them: without a meter provider there is nothing to build. */
  readonly areRead: boolean;

  constructor(meter: Meter) {
    const histogram = (name: string, description: string) =>
      meter.createHistogram(name, {
        description,
        unit: 's',
        advice: { explicitBucketBoundaries: BUCKETS },
      });
    this._operations = {
      client: histogram(
        METRIC_MCP_CLIENT_OPERATION_DURATION,
        'Duration of an MCP request or notification as observed by its sender, until the response or acknowledgement.'
      ),
      server: histogram(
        METRIC_MCP_SERVER_OPERATION_DURATION,
        'Duration of an MCP request or notification as observed by its receiver, until the response or acknowledgement is sent.'
      ),
    };
    this._sessions = {
      client: histogram(
        METRIC_MCP_CLIENT_SESSION_DURATION,
        'Duration of an MCP session as observed by the client.'
      ),
      server: histogram(
        METRIC_MCP_SERVER_SESSION_DURATION,
        'Duration of an MCP session as observed by the server.'
      ),
    };
    const unread = createNoopMeter().createHistogram('');
    this.areRead = this._operations.client !== unread;
  }

  /** The context carries the span for exemplars. */
  recordOperation(
    kind: SpanKind,
    seconds: number,
    measured: Measured,
    context: Context
  ): void {
    const side = sideOf(kind);
    const series = this._series[side].of(measured);
    this._operations[side].record(seconds, series, context);
  }

  recordSession(
    kind: SpanKind,
    seconds: number,
    measured: Measured,
    context: Context
  ): void {
    const picked = pick(SESSION_KEYS, measured);
    this._sessions[sideOf(kind)].record(seconds, picked, context);
  }
}

/** What a point is made of. */
export interface Measured {
  readonly attributes: Attributes;
  /** `error.type` and the like. */
  readonly result: Attributes;
  readonly names: KnownNames;
  /** Whose tools and prompts those are. */
  readonly owner: object;
}

/**
 * The attributes of the last point by method and target: nearly always those of
 * the next as well.
 */
class Series {
  private readonly _last = new Map<unknown, Map<unknown, Attributes>>();

  of(measured: Measured): Attributes {
    const method = bounded(ATTR_MCP_METHOD_NAME, measured);
    const target =
      bounded(ATTR_GEN_AI_TOOL_NAME, measured) ??
      bounded(ATTR_GEN_AI_PROMPT_NAME, measured);
    const byTarget = this._last.get(method) ?? new Map<unknown, Attributes>();
    const last = byTarget.get(target);
    if (
      last !== undefined &&
      OPERATION_KEYS.every(key => last[key] === bounded(key, measured))
    ) {
      return last;
    }
    const picked = pick(OPERATION_KEYS, measured);
    if (byTarget.size >= MAX_TARGETS) {
      byTarget.clear();
    }
    byTarget.set(target, picked);
    this._last.set(method, byTarget);
    return picked;
  }
}

function sideOf(kind: SpanKind): 'client' | 'server' {
  return kind === SpanKind.CLIENT ? 'client' : 'server';
}

function bounded(
  key: string,
  { attributes, result, names, owner }: Measured
): Attributes[string] {
  return names.bounded(owner, key, result[key] ?? attributes[key]);
}

function pick(keys: readonly string[], measured: Measured): Attributes {
  const picked: Attributes = {};
  for (const key of keys) {
    const value = bounded(key, measured);
    if (value !== undefined) {
      picked[key] = value;
    }
  }
  return picked;
}
