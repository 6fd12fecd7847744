/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  isNotification,
  isRequest,
  isStateless,
  RESOURCE_METHODS,
} from './methods.ts';
import { textOf, type Subject } from './subject.ts';

/** Whether an attribute has to, may or must not be there. */
export type Presence = 'required' | 'allowed' | 'opt-in' | 'forbidden';

export interface Condition {
  /** How tables and messages put it. */
  readonly label: string;
  presence(subject: Subject): Presence;
}

export const always = constant('required', 'required');
export const recommended = constant('recommended', 'allowed');
export const optIn = constant('opt-in', 'opt-in');
export const never = constant('never', 'forbidden');

export const clientOnly: Condition = {
  label: 'client only',
  presence: ({ side }) => (side === 'client' ? 'allowed' : 'forbidden'),
};

export const ifFailed: Condition = {
  label: 'if, and only if, it failed',
  presence: ({ failed }) => {
    if (failed === undefined) return 'allowed';
    return failed ? 'required' : 'forbidden';
  },
};

export const toolCalls = forMethods('`tools/call`', ['tools/call']);

export const resources = forMethods(
  RESOURCE_METHODS.map(method => `\`${method}\``).join(', '),
  RESOURCE_METHODS
);

export const optInToolCalls: Condition = {
  label: 'opt-in, `tools/call`',
  presence: ({ method }) => (method === 'tools/call' ? 'opt-in' : 'forbidden'),
};

export const optInToolResults: Condition = {
  label: 'opt-in, `tools/call` that succeeded',
  presence: subject =>
    subject.failed === true ? 'forbidden' : optInToolCalls.presence(subject),
};

export const optInPrompts: Condition = {
  label: 'opt-in, `prompts/get`',
  presence: ({ method }) => (method === 'prompts/get' ? 'opt-in' : 'forbidden'),
};

export const optInResources: Condition = {
  label: 'opt-in',
  presence: subject =>
    resources.presence(subject) === 'forbidden' ? 'forbidden' : 'opt-in',
};

const gettingPrompts = forMethods('`prompts/get`', ['prompts/get']);

export const prompts: Condition = {
  label: '`prompts/get`, `completion/complete` of a prompt',
  // A completion may be of a resource instead, which no attribute tells.
  presence: subject =>
    subject.method === 'completion/complete'
      ? 'allowed'
      : gettingPrompts.presence(subject),
};

export const requests: Condition = {
  label: 'requests',
  presence: subject => {
    if (isNotification(subject.method)) return 'forbidden';
    // A request that could not even be sent never got an id.
    if (failedLocally(subject)) return 'allowed';
    return isRequest(subject.method) ? 'required' : 'allowed';
  },
};

export const unlessVersion2: Condition = {
  label: 'if it is not `2.0`',
  presence: ({ attributes }) =>
    attributes['jsonrpc.protocol.version'] === '2.0' ? 'forbidden' : 'allowed',
};

export const errorResponses: Condition = {
  label: 'if an error response was seen',
  presence: ({ attributes }) =>
    isErrorCode(textOf(attributes, 'error.type')) ? 'required' : 'allowed',
};

export const httpSessions: Condition = {
  label: 'if an `Mcp-Session-Id` was assigned',
  presence: ({ attributes }) =>
    isStateless(attributes['mcp.protocol.version']) ||
    attributes['network.transport'] === 'pipe' ||
    attributes['network.protocol.name'] === 'websocket'
      ? 'forbidden'
      : 'allowed',
};

export const overNetwork: Condition = {
  label: 'over HTTP and WebSocket',
  presence: ({ attributes }) => {
    const transport = attributes['network.transport'];
    return transport === 'tcp' || transport === 'quic'
      ? 'allowed'
      : 'forbidden';
  },
};

export const clientOverNetwork: Condition = {
  label: 'client only',
  presence: subject =>
    subject.side === 'client' ? overNetwork.presence(subject) : 'forbidden',
};

/** No client of the SDK knows it: `fetch` does not say which HTTP it speaks. */
export const whereTransportTells: Condition = {
  label: 'where the transport tells, which none of the SDK does',
  presence: ({ attributes }) =>
    attributes['network.protocol.name'] === undefined ? 'forbidden' : 'allowed',
};

export const withProtocolName = beside('network.protocol.name');
export const withServerAddress = beside('server.address');
export const withClientAddress = beside('client.address');

function constant(label: string, presence: Presence): Condition {
  return { label, presence: () => presence };
}

function beside(key: string): Condition {
  return {
    label: `beside \`${key}\``,
    presence: ({ attributes }) =>
      attributes[key] === undefined ? 'forbidden' : 'allowed',
  };
}

/** The methods whose params must have what the attribute shows. */
function forMethods(label: string, methods: readonly string[]): Condition {
  return {
    label,
    presence: subject => {
      if (!methods.includes(subject.method)) return 'forbidden';
      return paramsWereRefused(subject) ? 'allowed' : 'required';
    },
  };
}

/** An HTTP status is no such code, and neither is the word for a failure. */
function isErrorCode(errorType: string | undefined): boolean {
  return errorType !== undefined && /^-\d+$/.test(errorType);
}

/** Invalid request, invalid params: what should be there may not have been. */
function paramsWereRefused({ attributes }: Subject): boolean {
  const code = textOf(attributes, 'rpc.response.status_code');
  return code === '-32600' || code === '-32602';
}

function failedLocally({ side, attributes }: Subject): boolean {
  const errorType = attributes['error.type'];
  return (
    side === 'client' &&
    errorType !== undefined &&
    errorType !== 'tool_error' &&
    attributes['rpc.response.status_code'] === undefined
  );
}
