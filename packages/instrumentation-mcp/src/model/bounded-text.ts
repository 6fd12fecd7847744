/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Names, ids and error types: longer ones are no names any more. */
const MAX_NAME_LENGTH = 128;
const MAX_TEXT_LENGTH = 1024;

/** Text that a stranger chose, cut to a length that no backend minds. */
export function boundedName(text: string): string {
  return cut(text, MAX_NAME_LENGTH);
}

export function boundedText(text: string): string {
  return cut(text, MAX_TEXT_LENGTH);
}

/** Below it are no surrogates. */
const FIRST_SURROGATE = 0xd800;

/** Half a surrogate pair cannot be written as UTF-8, which exporters must do. */
function cut(text: string, length: number): string {
  if (text.length > length) {
    return text
      .slice(0, length)
      .replace(/[\uD800-\uDBFF]$/, '')
      .toWellFormed();
  }
  return isPlain(text) || text.isWellFormed() ? text : text.toWellFormed();
}

/** What nearly all texts are: asked for each message, and cheaper than the built-in. */
function isPlain(text: string): boolean {
  for (let place = 0; place < text.length; place += 1) {
    if (text.charCodeAt(place) >= FIRST_SURROGATE) {
      return false;
    }
  }
  return true;
}
