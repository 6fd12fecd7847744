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

/** A flag that loads a module before the program. */
export interface Preload {
  readonly flag: string;
  readonly specifier: string;
}

export type Flag = Preload | { readonly word: string };

const PRELOADS: ReadonlySet<string> = new Set([
  '--import',
  '--require',
  '-r',
  '--loader',
  '--experimental-loader',
]);

/** Tells preloads from the other words of a command line. */
export function parseFlags(words: readonly string[]): Flag[] {
  const flags: Flag[] = [];
  let pending: string | undefined;
  for (const word of words) {
    const [name = '', ...rest] = word.split('=');
    if (pending !== undefined) {
      flags.push({ flag: pending, specifier: word });
      pending = undefined;
    } else if (PRELOADS.has(word)) {
      pending = word;
    } else if (PRELOADS.has(name) && rest.length > 0) {
      flags.push({ flag: name, specifier: rest.join('=') });
    } else {
      flags.push({ word });
    }
  }
  return flags;
}

export function isPreload(flag: Flag): flag is Preload {
  return 'specifier' in flag;
}

export function wordsOf(flag: Flag): string[] {
  return isPreload(flag) ? [flag.flag, flag.specifier] : [flag.word];
}
