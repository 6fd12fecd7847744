/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  trace,
  type Attributes,
  type Context,
  type DiagLogger,
  SpanKind,
  type Span,
} from '@opentelemetry/api';
import type { Settings } from '../config/settings.ts';
import {
  ATTR_GEN_AI_OPERATION_NAME,
  ATTR_GEN_AI_TOOL_NAME,
  ATTR_MCP_METHOD_NAME,
  GEN_AI_OPERATION_NAME_VALUE_EXECUTE_TOOL,
} from '../semconv.ts';
import {
  kindOf,
  readAttributes,
  scopeNameOf,
} from '../telemetry/readable-span.ts';
import { PACKAGE_NAME } from '../version.ts';

/** What Sentry says of its spans in place of a kind: `sentry.op`. */
const SENTRY_OP = 'sentry.op';
const SENTRY_INCOMING: ReadonlySet<unknown> = new Set([
  'mcp.server',
  'mcp.notification.client_to_server',
]);
const SENTRY_OUTGOING = 'mcp.notification.server_to_client';

/**
 * Finds the span of another instrumentation that already stands for the
 * exchange we are about to begin.
 */
export class OuterSpans {
  private readonly _diag: DiagLogger;
  /** One span stands for one exchange: a second call below it gets its own. */
  private readonly _taken = new WeakSet<Span>();
  /** Who sent last: in memory, its message comes in while its span is active. */
  private _caller: Span | undefined;
  private _warned = false;

  constructor(diag: DiagLogger) {
    this._diag = diag;
  }

  /**
   * Looks at the parent; for an incoming message also at the active span, since
   * with a context in `_meta` the parent is the peer's.
   */
  find(
    parent: Context,
    kind: SpanKind,
    attributes: Attributes,
    settings: Settings
  ): Span | undefined {
    const span = trace.getSpan(parent);
    const outer = this._if(span, kind, attributes, settings);
    if (kind !== SpanKind.SERVER) {
      this._caller = span;
      return outer;
    }
    const active = trace.getActiveSpan();
    return outer === undefined && active !== this._caller
      ? this._if(active, kind, attributes, settings)
      : outer;
  }

  /** Other SDKs than OpenTelemetry's do not tell who made a span: this was us. */
  made(span: Span): void {
    if (scopeNameOf(span) === undefined && mayRecord(span)) {
      this._taken.add(span);
    }
  }

  private _if(
    span: Span | undefined,
    kind: SpanKind,
    attributes: Attributes,
    settings: Settings
  ): Span | undefined {
    if (
      span === undefined ||
      !this._standsFor(span, kind, attributes, settings)
    ) {
      return undefined;
    }
    this._taken.add(span);
    return span;
  }

  private _standsFor(
    span: Span,
    kind: SpanKind,
    attributes: Attributes,
    settings: Settings
  ): boolean {
    if (
      !span.isRecording() ||
      scopeNameOf(span) === PACKAGE_NAME ||
      this._taken.has(span)
    ) {
      return false;
    }
    const outer = readAttributes(span);
    return (
      (settings.executeToolSpan === 'merge' &&
        kind === SpanKind.CLIENT &&
        isToolSpan(outer, attributes)) ||
      this._isMcpSpan(span, kind, outer, attributes)
    );
  }

  private _isMcpSpan(
    span: Span,
    kind: SpanKind,
    outer: Readonly<Record<string, unknown>>,
    attributes: Attributes
  ): boolean {
    const method = attributes[ATTR_MCP_METHOD_NAME];
    if (
      outer[ATTR_MCP_METHOD_NAME] !== method ||
      !isOfSide(span, outer, kind)
    ) {
      return false;
    }
    if (!this._warned) {
      this._warned = true;
      this._diag.warn(
        `another MCP instrumentation makes spans in this process; ${PACKAGE_NAME} makes none beside them: switch one of the two off`
      );
    }
    return true;
  }
}

/** The API's own span records nothing; whatever throws is another one. */
function mayRecord(span: Span): boolean {
  try {
    return span.isRecording();
  } catch {
    return true;
  }
}

/**
 * Whether a span may stand for this side of an exchange. Some instrumentations
 * leave the kind at INTERNAL and say the side otherwise, or not at all; a span of
 * the other side is somebody's who sends on what has come in.
 */
function isOfSide(
  span: Span,
  outer: Readonly<Record<string, unknown>>,
  side: SpanKind
): boolean {
  const kind = kindOf(span);
  if (kind === SpanKind.CLIENT || kind === SpanKind.SERVER) {
    return kind === side;
  }
  return side === SpanKind.SERVER
    ? outer[SENTRY_OP] !== SENTRY_OUTGOING
    : !SENTRY_INCOMING.has(outer[SENTRY_OP]);
}

/** The convention's rule: an outer `execute_tool` span of the very same tool. */
function isToolSpan(
  outer: Readonly<Record<string, unknown>>,
  attributes: Attributes
): boolean {
  return (
    attributes[ATTR_GEN_AI_OPERATION_NAME] ===
      GEN_AI_OPERATION_NAME_VALUE_EXECUTE_TOOL &&
    outer[ATTR_GEN_AI_OPERATION_NAME] ===
      GEN_AI_OPERATION_NAME_VALUE_EXECUTE_TOOL &&
    outer[ATTR_GEN_AI_TOOL_NAME] === attributes[ATTR_GEN_AI_TOOL_NAME]
  );
}
