/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { McpInstrumentationConfig } from '../types.ts';
import type { MistakeLog } from './mistakes.ts';
import type { Environment } from './environment.ts';

const VARIABLE = 'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT';

/** Both vocabularies: the boolean of JavaScript and the places of Python. */
const ON_SPANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['span_only', true],
  ['span_and_event', true],
  ['false', false],
  ['no_content', false],
  ['event_only', false],
]);

type ContentSwitches = Pick<
  McpInstrumentationConfig,
  'captureToolArguments' | 'captureToolResults' | 'capturePromptVariables'
>;

/**
 * The switch that all GenAI instrumentations share. It decides all kinds of
 * content at once.
 */
export function genAiContent(
  environment: Environment,
  diag: MistakeLog
): ContentSwitches {
  const text = environment[VARIABLE]?.trim() ?? '';
  if (text === '') {
    return {};
  }
  const capture = ON_SPANS.get(text.toLowerCase());
  if (capture === undefined) {
    diag.error(
      `environment variable ${VARIABLE} is not valid and is ignored; set it to ${[...ON_SPANS.keys()].join(', ')}`
    );
    return {};
  }
  return {
    captureToolArguments: capture,
    captureToolResults: capture,
    capturePromptVariables: capture,
  };
}
