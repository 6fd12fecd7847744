/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Span } from '@opentelemetry/api';
import type { InstrumentationConfig } from '@opentelemetry/instrumentation';

/** Which side of an exchange this process is on: it sent the message, or it received it. */
export type McpSide = 'client' | 'server';

/** A message as hooks, predicates and policies see it. Not to be changed. */
export interface McpMessageInfo {
  readonly side: McpSide;
  readonly method: string;
  readonly params: unknown;
  /** `Mcp-Session-Id`, where one has been assigned. */
  readonly sessionId: string | undefined;
  /** Headers of the HTTP request that carried an incoming message, in lower case. */
  readonly headers: Readonly<Record<string, string>> | undefined;
  /** What the SDK knows of the authenticated caller of an incoming message. */
  readonly authInfo: unknown;
}

/** The peer that an outgoing message goes to. */
export interface McpPeerInfo {
  /** URL of the server, known to clients of HTTP, SSE and WebSocket. */
  readonly url: string | undefined;
  /** Command line of the server, known to stdio clients. */
  readonly command: string | undefined;
}

/**
 * What an incoming context is worth: `continue` its trace, `link` a new trace to
 * it (baggage and tracestate are not adopted), or `ignore` it.
 */
export type InboundPolicy = 'continue' | 'link' | 'ignore';

/** Where captured content was found. */
export type McpContentPlace =
  'tool_arguments' | 'tool_result' | 'prompt_variable';

/** Messages that get no span. All given properties must match. */
export interface McpIgnoreRule {
  /** A method, or the beginning of one before `*`: `notifications/*`. */
  readonly method?: string;
  readonly side?: McpSide;
  /** Name of a tool. */
  readonly tool?: string;
}

/**
 * Options of the instrumentation. All are optional; those that are no functions
 * survive JSON. For each option with a variable `OTEL_INSTRUMENTATION_MCP_…` the
 * environment overrides the code, so that operators decide.
 */
export interface McpInstrumentationConfig extends InstrumentationConfig {
  /**
   * Whether to trace at all. Default: true. `OTEL_SDK_DISABLED=true`,
   * `OTEL_NODE_DISABLED_INSTRUMENTATIONS=mcp` and
   * `OTEL_INSTRUMENTATION_MCP_ENABLED=false` overrule it, and `enable()`.
   */
  enabled?: boolean;

  /** Record the arguments of tool calls. Default: false. */
  captureToolArguments?: boolean;
  /** Record the results of successful tool calls. Default: false. */
  captureToolResults?: boolean;
  /** Record the arguments of `prompts/get`. Default: false. */
  capturePromptVariables?: boolean;
  /** Capture from these tools only. Default: all. */
  captureAllowTools?: readonly string[];
  /** Never capture from these tools. Default: none. */
  captureDenyTools?: readonly string[];
  /** Longest captured value, in characters of its JSON. Default: 4096. */
  captureMaxLength?: number;
  /**
   * Changes a captured value or, by returning undefined, drops it. `name` is the
   * tool's, or the prompt variable's. A redaction that throws drops the value.
   */
  redact?: (value: unknown, place: McpContentPlace, name: string) => unknown;

  /** What an incoming context is worth, always or by message. Default: `continue`. */
  inbound?: InboundPolicy | ((message: McpMessageInfo) => InboundPolicy);
  /**
   * Which context is the parent of a server span where a message has both: the
   * one in `_meta` or the ambient one (gateways). The other is linked. Default:
   * `meta`.
   */
  parent?: 'meta' | 'ambient';
  /**
   * Which peers get trace context: `all`, `none`, patterns of URLs or command
   * lines with `*`, or a function. Default: `all`.
   */
  outbound?:
    'all' | 'none' | readonly string[] | ((peer: McpPeerInfo) => boolean);
  /** Which baggage peers get: `off`, `all`, or these keys. Default: `off`. */
  baggage?: 'off' | 'all' | readonly string[];
  /**
   * Which messages carry context: `all`, or only those of methods in the
   * specification, for vendor methods whose strict schemas reject `_meta`.
   * Default: `all`.
   */
  propagate?: 'all' | 'spec-methods';
  /** Carriers of other vendors to read where `_meta` has none. Default: none. */
  foreignCarriers?: readonly ('datadog' | 'arguments')[];

  /**
   * Messages without a span: methods, rules, or a predicate. Their context is
   * carried and their metrics are counted. Default: `ping`,
   * `notifications/progress`, `notifications/message`, `tasks/get`.
   */
  ignore?:
    | readonly (string | McpIgnoreRule)[]
    | ((message: McpMessageInfo) => boolean);
  /** Carry context, but make no spans of our own. Default: false. */
  propagationOnly?: boolean;
  /** Make no spans of HTTP requests below MCP client spans. Default: false. */
  suppressTransportSpans?: boolean;
  /**
   * Below a GenAI `execute_tool` span of the same tool, `nest` our client span or
   * `merge` it into that span. Default: `nest`.
   */
  executeToolSpan?: 'nest' | 'merge';
  /** Leave out the query of `mcp.resource.uri`, which may hold tokens. Default: false. */
  dropResourceUriQuery?: boolean;
  /** Put resource URIs into span names. Default: false, for they are many. */
  resourceUriInSpanName?: boolean;
  /** How an exception that a tool throws is recorded. Default: `log`. */
  toolExceptions?: 'log' | 'span-event' | 'off';
  /** Record message and stack of such an exception as well. Default: false. */
  toolExceptionText?: boolean;

  /** Called when a span has been started. */
  requestHook?: (span: Span, message: McpMessageInfo) => void;
  /** Called before a span ends, with the response if there was one. */
  responseHook?: (span: Span, response: unknown) => void;

  /** Make log records of MCP log messages, on these sides. Default: `off`. */
  logsFromMcp?: 'off' | 'client' | 'server' | 'both';
  /** Send log records of a handler to the client that asked for logs. Default: false. */
  logsToMcp?: boolean;

  /**
   * Under `./auto`, let closing a client take as long as the export of what is in
   * memory, one second at most: many programs exit right after it. Default: true.
   */
  flushOnClose?: boolean;

  /**
   * Hand `OTEL_*` (not the name of this service), our own flag in `NODE_OPTIONS`
   * and the trace context to the servers that a stdio client starts. What their
   * parameters say in `env` wins. A server that `outbound` gives no context gets
   * none of it; credentials go only to servers that a list in `outbound` names.
   * Default: false.
   */
  forwardEnvironment?: boolean;

  /**
   * Keep what OpenTelemetry writes to the console out of the stdout of a stdio
   * server: it goes to stderr. Default: true.
   */
  guardStdout?: boolean;
}
