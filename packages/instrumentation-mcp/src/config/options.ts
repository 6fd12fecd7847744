/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type {
  InboundPolicy,
  McpContentPlace,
  McpIgnoreRule,
  McpInstrumentationConfig,
  McpMessageInfo,
  McpPeerInfo,
} from '../types.ts';
import {
  aBoolean,
  aFunction,
  aLength,
  either,
  names,
  oneOf,
  someOf,
  type Acceptor,
} from './acceptors.ts';

/** One option: where it comes from, what it may be, and what it is otherwise. */
export interface Option<T> {
  /** The part after `OTEL_INSTRUMENTATION_MCP_`; none where no text can say it. */
  readonly variable?: string;
  readonly accepts: Acceptor<T>;
  readonly fallback: T;
}

type Name = Exclude<keyof McpInstrumentationConfig, 'enabled'>;
type Value<N extends Name> = McpInstrumentationConfig[N];

/** Methods that say little and come in masses. */
const IGNORED: readonly (string | McpIgnoreRule)[] = [
  'ping',
  'notifications/progress',
  'notifications/message',
  'tasks/get',
];

const rules: Acceptor<readonly (string | McpIgnoreRule)[]> = {
  expected: 'a list of methods or of rules {method, side, tool}',
  fromCode: value =>
    Array.isArray(value) && value.every(isRule) ? value : undefined,
  fromText: names.fromText,
};

const RULE_KEYS: ReadonlySet<string> = new Set(['method', 'side', 'tool']);

/** A misspelt property would otherwise make a rule match everything. */
function isRule(value: unknown): value is string | McpIgnoreRule {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'string';
  }
  const given = Object.entries(value).filter(([, to]) => to !== undefined);
  return (
    given.length > 0 &&
    given.every(([key, to]) => RULE_KEYS.has(key) && typeof to === 'string')
  );
}

/** All options but `enabled`, which the base class owns. */
export const OPTIONS: { readonly [N in Name]-?: Option<Value<N>> } = {
  captureToolArguments: flag('CAPTURE_TOOL_ARGUMENTS'),
  captureToolResults: flag('CAPTURE_TOOL_RESULTS'),
  capturePromptVariables: flag('CAPTURE_PROMPT_VARIABLES'),
  captureAllowTools: {
    variable: 'CAPTURE_ALLOW_TOOLS',
    accepts: names,
    fallback: undefined,
  },
  captureDenyTools: {
    variable: 'CAPTURE_DENY_TOOLS',
    accepts: names,
    fallback: [],
  },
  captureMaxLength: {
    variable: 'CAPTURE_MAX_LENGTH',
    accepts: aLength,
    fallback: 4096,
  },
  redact:
    hook<(value: unknown, place: McpContentPlace, name: string) => unknown>(),
  inbound: {
    variable: 'INBOUND',
    accepts: either(
      oneOf('continue', 'link', 'ignore'),
      aFunction<(message: McpMessageInfo) => InboundPolicy>()
    ),
    fallback: 'continue',
  },
  parent: {
    variable: 'PARENT',
    accepts: oneOf('meta', 'ambient'),
    fallback: 'meta',
  },
  outbound: {
    variable: 'OUTBOUND',
    accepts: either(
      either(oneOf('all', 'none'), aFunction<(peer: McpPeerInfo) => boolean>()),
      names
    ),
    fallback: 'all',
  },
  baggage: {
    variable: 'BAGGAGE',
    accepts: either(oneOf('off', 'all'), names),
    // Unlike an explicit `off`, leaves alone what callers write into `_meta`.
    fallback: undefined,
  },
  propagate: {
    variable: 'PROPAGATE',
    accepts: oneOf('all', 'spec-methods'),
    fallback: 'all',
  },
  foreignCarriers: {
    variable: 'FOREIGN_CARRIERS',
    accepts: someOf('datadog', 'arguments'),
    fallback: [],
  },
  ignore: {
    variable: 'IGNORE',
    accepts: either(rules, aFunction<(message: McpMessageInfo) => boolean>()),
    fallback: IGNORED,
  },
  propagationOnly: flag('PROPAGATION_ONLY'),
  suppressTransportSpans: flag('SUPPRESS_TRANSPORT_SPANS'),
  executeToolSpan: {
    variable: 'EXECUTE_TOOL_SPAN',
    accepts: oneOf('nest', 'merge'),
    fallback: 'nest',
  },
  dropResourceUriQuery: flag('DROP_RESOURCE_URI_QUERY'),
  resourceUriInSpanName: flag('RESOURCE_URI_IN_SPAN_NAME'),
  toolExceptions: {
    variable: 'TOOL_EXCEPTIONS',
    accepts: oneOf('log', 'span-event', 'off'),
    fallback: 'log',
  },
  toolExceptionText: flag('TOOL_EXCEPTION_TEXT'),
  requestHook: hook<NonNullable<Value<'requestHook'>>>(),
  responseHook: hook<NonNullable<Value<'responseHook'>>>(),
  logsFromMcp: {
    variable: 'LOGS_FROM_MCP',
    accepts: oneOf('off', 'client', 'server', 'both'),
    fallback: 'off',
  },
  logsToMcp: flag('LOGS_TO_MCP'),
  flushOnClose: {
    variable: 'FLUSH_ON_CLOSE',
    accepts: aBoolean,
    fallback: true,
  },
  forwardEnvironment: flag('FORWARD_ENVIRONMENT'),
  guardStdout: flag('GUARD_STDOUT', true),
};

function flag(variable: string, fallback = false): Option<boolean | undefined> {
  return { variable, accepts: aBoolean, fallback };
}

function hook<T extends (...args: never[]) => unknown>(): Option<
  T | undefined
> {
  return { accepts: aFunction<T>(), fallback: undefined };
}
