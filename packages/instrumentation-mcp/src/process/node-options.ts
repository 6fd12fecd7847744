/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The words of `NODE_OPTIONS`, read as Node does: quotes are double, escapes occur in them only. */
export function splitNodeOptions(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\' && quoted) {
      at += 1;
      word = (word ?? '') + text.charAt(at);
    } else if (character === '"') {
      quoted = !quoted;
      word ??= '';
    } else if (character === ' ' && !quoted) {
      if (word !== undefined) {
        words.push(word);
      }
      word = undefined;
    } else {
      word = (word ?? '') + character;
    }
  }
  return word === undefined ? words : [...words, word];
}

export function joinNodeOptions(words: readonly string[]): string {
  return words
    .map(word =>
      /[\s"]/.test(word) ? `"${word.replace(/["\\]/g, String.raw`\$&`)}"` : word
    )
    .join(' ');
}
