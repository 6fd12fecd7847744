/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { SpanRecord } from '../records/span-record.ts';
import { textOf, type Side } from './subject.ts';

export interface SpanDescription {
  readonly side: Side;
  readonly kind: 'CLIENT' | 'SERVER';
  readonly emittedBy: string;
}

/** The two spans of the conventions. */
export const SPANS: readonly SpanDescription[] = [
  {
    side: 'client',
    kind: 'CLIENT',
    emittedBy:
      'whoever sends a request or notification: the client, or the server for those that it initiates',
  },
  {
    side: 'server',
    kind: 'SERVER',
    emittedBy: 'whoever processes a request or notification of its peer',
  },
];

export const SPAN_NAME =
  '`{mcp.method.name} {target}`, the target being `gen_ai.tool.name` or `gen_ai.prompt.name`; without one `{mcp.method.name}`';

export interface SpanRule {
  readonly id: string;
  /** What must hold, as tables put it. */
  readonly says: string;
  /** Returns what is wrong, if anything. */
  readonly check: (span: SpanRecord) => string | undefined;
}

const MERGED = 'an outer `execute_tool` span';
/** From this length on, a name may be cut. */
const LONG_NAME = 64;

/** One row per rule on a span that is not about its attributes alone. */
export const SPAN_RULES: readonly SpanRule[] = [
  {
    id: 'span.kind',
    says: `The kind is CLIENT or SERVER; ${MERGED} keeps its own`,
    check: span =>
      isMerged(span) || SPANS.some(({ kind }) => kind === span.kind)
        ? undefined
        : `the kind is ${span.kind}`,
  },
  {
    id: 'span.name',
    says: `The name is ${SPAN_NAME}. From ${String(LONG_NAME)} characters on it may be cut. An outer \`execute_tool\` span keeps its own`,
    check: checkName,
  },
  {
    id: 'span.status',
    says: 'The status is UNSET or, when `error.type` is set, ERROR; never OK',
    check: ({ status }) =>
      status.code === 'OK' ? 'the status is OK' : undefined,
  },
  {
    id: 'span.status-message',
    says: 'The status has the message of the error response; UNSET has none, and `tool_error` none either, since the text of a tool may hold secrets',
    check: checkStatusMessage,
  },
  {
    id: 'span.exception-event',
    says: 'Exceptions are log records, not span events',
    check: ({ events }) =>
      events.some(({ name }) => name === 'exception')
        ? 'there is an exception event'
        : undefined,
  },
];

/**
 * Of a framework, which an instrumentation of MCP has added to in place of a span
 * of its own (MCP conventions, "Client": an outer GenAI instrumentation).
 */
function isMerged({ name, kind, attributes }: SpanRecord): boolean {
  return (
    kind === 'INTERNAL' &&
    attributes['gen_ai.operation.name'] === 'execute_tool' &&
    name === `execute_tool ${textOf(attributes, 'gen_ai.tool.name') ?? ''}`
  );
}

function checkName(span: SpanRecord): string | undefined {
  const { name, attributes } = span;
  if (isMerged(span)) return undefined;
  const method = textOf(attributes, 'mcp.method.name') ?? '';
  const target =
    textOf(attributes, 'gen_ai.tool.name') ??
    textOf(attributes, 'gen_ai.prompt.name');
  const expected = target === undefined ? method : `${method} ${target}`;
  if (name === expected) return undefined;
  const kept = name.replace(/(…|\.\.\.)$/, '');
  if (kept.length >= LONG_NAME && expected.startsWith(kept)) return undefined;
  return `the name is not ${JSON.stringify(expected)}`;
}

function checkStatusMessage(span: SpanRecord): string | undefined {
  const { code, message } = span.status;
  if (message === undefined) return undefined;
  if (code !== 'ERROR') return `a status ${code} has a message`;
  return span.attributes['error.type'] === 'tool_error'
    ? 'the status of a tool_error has a message'
    : undefined;
}
