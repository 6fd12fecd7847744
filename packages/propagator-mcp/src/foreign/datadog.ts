/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { isSpanContextValid, type SpanContext } from '@opentelemetry/api';
import { metaGetter } from '../carrier/meta-getter.ts';

const TRACE_ID = 'x-datadog-trace-id';
const PARENT_ID = 'x-datadog-parent-id';
const SAMPLING_PRIORITY = 'x-datadog-sampling-priority';
const TAGS = 'x-datadog-tags';

const MAX_ID = 2n ** 64n - 1n;

/**
 * The span that Datadog's own headers name. They hold two 64-bit numbers in
 * decimal; the upper half of a 128-bit trace id is the tag `_dd.p.tid`, in hex.
 *
 * @param carrier an object with these headers as keys, of any content.
 * @returns undefined where there is no trace id or no parent id.
 */
export function datadogSpanContext(carrier: unknown): SpanContext | undefined {
  const lower = id(field(carrier, TRACE_ID));
  const spanId = id(field(carrier, PARENT_ID));
  if (lower === undefined || spanId === undefined) return undefined;
  const spanContext: SpanContext = {
    traceId: upperHalf(field(carrier, TAGS)) + lower,
    spanId,
    traceFlags: isDropped(field(carrier, SAMPLING_PRIORITY)) ? 0 : 1,
    isRemote: true,
  };
  return isSpanContextValid(spanContext) ? spanContext : undefined;
}

function field(carrier: unknown, key: string): string {
  const value = metaGetter.get(carrier, key);
  return typeof value === 'string' ? value : '';
}

/** 16 hex digits, from a decimal number of 64 bits that is not zero. */
function id(decimal: string): string | undefined {
  if (!/^\d{1,20}$/.test(decimal)) return undefined;
  const number = BigInt(decimal);
  return number === 0n || number > MAX_ID
    ? undefined
    : number.toString(16).padStart(16, '0');
}

/** Zero where the trace id has 64 bits only. */
function upperHalf(tags: string): string {
  const tag = tags.split(',').find(part => part.startsWith('_dd.p.tid='));
  const digits = tag?.slice('_dd.p.tid='.length) ?? '';
  return /^[0-9a-f]{16}$/.test(digits) ? digits : '0'.repeat(16);
}

/**
 * Priorities are -1 and 0 for dropped traces, 1 and 2 for kept ones. Without one
 * Datadog has not decided yet, for which OpenTelemetry has no flag: kept, for a
 * flag of 0 would be a decision.
 */
function isDropped(priority: string): boolean {
  return /^(?:-\d{1,3}|0)$/.test(priority);
}
