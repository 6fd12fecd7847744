/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Attributes } from '@opentelemetry/api';
import type { Settings } from '../config/settings.ts';
import {
  isObject,
  otherVersion,
  stringParam,
  type Message,
} from '../model/json-rpc.ts';
import {
  ATTR_GEN_AI_OPERATION_NAME,
  ATTR_GEN_AI_PROMPT_NAME,
  ATTR_GEN_AI_TOOL_NAME,
  ATTR_JSONRPC_PROTOCOL_VERSION,
  ATTR_JSONRPC_REQUEST_ID,
  ATTR_MCP_METHOD_NAME,
  ATTR_MCP_RESOURCE_URI,
  GEN_AI_OPERATION_NAME_VALUE_EXECUTE_TOOL,
} from '../semconv.ts';
import { boundedName, boundedText } from '../model/bounded-text.ts';

/** The only methods whose `params.uri` the convention names `mcp.resource.uri`. */
const RESOURCE_METHODS: ReadonlySet<string> = new Set([
  'resources/read',
  'resources/subscribe',
  'resources/unsubscribe',
  'notifications/resources/updated',
]);

/** What the operator wants to be known of a resource. */
type UriOptions = Pick<Settings, 'dropResourceUriQuery'>;

/** What a message says of itself, in the words of the convention. */
export function messageAttributes(
  message: Message,
  options: UriOptions
): Attributes {
  const attributes: Attributes = {
    [ATTR_MCP_METHOD_NAME]: boundedName(message.method),
  };
  if (message.id !== undefined) {
    attributes[ATTR_JSONRPC_REQUEST_ID] = boundedName(String(message.id));
  }
  const version = otherVersion(message);
  if (version !== undefined) {
    attributes[ATTR_JSONRPC_PROTOCOL_VERSION] = boundedName(version);
  }
  addTarget(attributes, message, options);
  return attributes;
}

function addTarget(
  attributes: Attributes,
  message: Message,
  options: UriOptions
): void {
  if (message.method === 'tools/call') {
    attributes[ATTR_GEN_AI_OPERATION_NAME] =
      GEN_AI_OPERATION_NAME_VALUE_EXECUTE_TOOL;
    const tool = stringParam(message, 'name');
    if (tool !== undefined) {
      attributes[ATTR_GEN_AI_TOOL_NAME] = boundedName(tool);
    }
    return;
  }
  const prompt = promptName(message);
  if (prompt !== undefined) {
    attributes[ATTR_GEN_AI_PROMPT_NAME] = boundedName(prompt);
  }
  if (RESOURCE_METHODS.has(message.method)) {
    const uri = stringParam(message, 'uri');
    if (uri !== undefined) {
      attributes[ATTR_MCP_RESOURCE_URI] = boundedText(recorded(uri, options));
    }
  }
}

/**
 * User names and passwords of an authority (RFC 3986, 3.2.1), also where it begins
 * as only browsers and Node.js have it (URL Standard, "special authority slashes").
 */
const USER_INFO =
  /^(\s*(?:(?:https?|wss?|ftp):[\\/]*|(?:[a-z][a-z\d+.-]*:)?[\\/]{2}))[^\\/?#]*@/i;
const QUERY = /^([^?#]*)\?[^#]*/;

function recorded(uri: string, { dropResourceUriQuery }: UriOptions): string {
  const withoutUser = uri.replace(USER_INFO, '$1');
  return dropResourceUriQuery ? withoutUser.replace(QUERY, '$1') : withoutUser;
}

function promptName(message: Message): string | undefined {
  if (message.method === 'prompts/get') {
    return stringParam(message, 'name');
  }
  if (message.method !== 'completion/complete' || !isObject(message.params)) {
    return undefined;
  }
  const reference = message.params['ref'];
  return isObject(reference) &&
    reference['type'] === 'ref/prompt' &&
    typeof reference['name'] === 'string'
    ? reference['name']
    : undefined;
}

/**
 * `{mcp.method.name} {target}`, the target being the tool's or the prompt's name;
 * a resource's URI only on request, for there is no end of them.
 */
export function spanName(
  attributes: Attributes,
  options: { readonly resourceUriInSpanName: boolean }
): string {
  const method = String(attributes[ATTR_MCP_METHOD_NAME]);
  const target =
    attributes[ATTR_GEN_AI_TOOL_NAME] ??
    attributes[ATTR_GEN_AI_PROMPT_NAME] ??
    (options.resourceUriInSpanName
      ? attributes[ATTR_MCP_RESOURCE_URI]
      : undefined);
  return typeof target === 'string' ? `${method} ${target}` : method;
}
