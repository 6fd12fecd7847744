/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Span } from '@opentelemetry/api';
import type { Settings } from '../config/settings.ts';
import { isObject, stringParam, type Message } from '../model/json-rpc.ts';
import {
  ATTR_GEN_AI_PROMPT_VARIABLE,
  ATTR_GEN_AI_TOOL_CALL_ARGUMENTS,
  ATTR_GEN_AI_TOOL_CALL_RESULT,
} from '../semconv.ts';
import type { McpContentPlace } from '../types.ts';
import { boundedName } from '../model/bounded-text.ts';
import { cappedJson } from './capped-json.ts';
import { readAttributes } from './readable-span.ts';

/** What the operator wants to be recorded, and how to run a function of theirs. */
export interface ContentPolicy {
  readonly settings: Settings;
  runHook<T>(name: string, hook: () => T): T | undefined;
}

/** Prompts take few arguments; a flood of them is not content. */
const MAX_PROMPT_VARIABLES = 32;

/** Records what a request carries, as far as the operator wants it. */
export function captureRequest(
  span: Span,
  message: Message,
  policy: ContentPolicy
): void {
  const { settings } = policy;
  const input = isObject(message.params)
    ? message.params['arguments']
    : undefined;
  if (message.method === 'tools/call' && settings.captureToolArguments) {
    captureTool(span, message, input, 'tool_arguments', policy);
  }
  if (message.method === 'prompts/get' && settings.capturePromptVariables) {
    const variables = isObject(input) ? Object.entries(input) : [];
    for (const [name, value] of variables.slice(0, MAX_PROMPT_VARIABLES)) {
      const key = `${ATTR_GEN_AI_PROMPT_VARIABLE}.${boundedName(name)}`;
      const kept = redacted(value, 'prompt_variable', name, policy);
      const text = cappedText(kept, settings);
      if (text !== undefined) {
        span.setAttribute(key, text);
      }
    }
  }
}

/** Records the result of a successful tool call, as far as the operator wants it. */
export function captureResult(
  span: Span,
  message: Message,
  result: unknown,
  policy: ContentPolicy
): void {
  if (
    message.method === 'tools/call' &&
    policy.settings.captureToolResults &&
    isObject(result) &&
    result['isError'] !== true
  ) {
    captureTool(span, message, result, 'tool_result', policy);
  }
}

function captureTool(
  span: Span,
  message: Message,
  value: unknown,
  place: 'tool_arguments' | 'tool_result',
  policy: ContentPolicy
): void {
  const { settings } = policy;
  const tool = stringParam(message, 'name') ?? '';
  if (value === undefined || !isCaptured(tool, settings)) {
    return;
  }
  const kept = redacted(value, place, tool, policy);
  const json = cappedJson(kept, settings.captureMaxLength);
  if (json !== undefined) {
    const key =
      place === 'tool_arguments'
        ? ATTR_GEN_AI_TOOL_CALL_ARGUMENTS
        : ATTR_GEN_AI_TOOL_CALL_RESULT;
    setStructured(span, key, json);
  }
}

function isCaptured(tool: string, settings: Settings): boolean {
  return (
    (settings.captureAllowTools?.includes(tool) ?? true) &&
    !settings.captureDenyTools.includes(tool)
  );
}

/**
 * What cannot be redacted is not recorded. A redaction gets a copy, for it may
 * well delete what it does not like, and the value itself is yet to be sent.
 */
function redacted(
  value: unknown,
  place: McpContentPlace,
  name: string,
  policy: ContentPolicy
): unknown {
  const { redact } = policy.settings;
  return redact === undefined
    ? value
    : policy.runHook('redact', () => redact(jsonCopy(value), place, name));
}

function jsonCopy(value: unknown): unknown {
  const json = JSON.stringify(value) as string | undefined;
  return json === undefined ? undefined : JSON.parse(json);
}

function cappedText(value: unknown, settings: Settings): string | undefined {
  const text =
    typeof value === 'string'
      ? value
      : cappedJson(value, settings.captureMaxLength);
  return text?.slice(0, settings.captureMaxLength).toWellFormed();
}

/** SDKs by the prototype of their spans: whether they keep objects in attributes. */
const keepsObjects = new WeakMap<object, boolean>();

/**
 * Objects as the convention wants them, where the SDK keeps such: 3.x does, 2.x
 * drops each with a line of `diag`, is asked only once, and gets the JSON text.
 */
function setStructured(span: Span, key: string, json: string): void {
  const sdk = Object.getPrototypeOf(span) as object;
  if (keepsObjects.get(sdk) !== false) {
    const value: unknown = JSON.parse(json);
    const attributes: Record<string, unknown> = { [key]: value };
    span.setAttributes(attributes);
    if (readAttributes(span)[key] !== undefined) {
      keepsObjects.set(sdk, true);
      return;
    }
    keepsObjects.set(sdk, false);
  }
  span.setAttribute(key, json);
}
