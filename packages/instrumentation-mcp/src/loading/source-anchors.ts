/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The global function that classes of bundled copies are handed to. Of letters
 * only: in a string, a template or a comment the inserted text is dead text.
 */
export const RECEIVER = 'opentelemetryInstrumentationMcp';
const INSERTED = `static{globalThis.${RECEIVER}?.(this)}`;

/**
 * Methods of the SDK that are patched, each with something else of the SDK that
 * its body names. Bundlers and minifiers rename neither.
 */
const ANCHORS: Readonly<Record<string, RegExp>> = {
  _onrequest: /\b_requestHandlers\b/,
  _connectNegotiated: /\b_negotiatedProtocolVersion\b/,
  _serveFromCache: /\b_cache\b/,
  processReadBuffer: /\b_readBuffer\b/,
  _startOrAuthSse: /\b_commonHeaders\b/,
  _commonHeaders: /\b_authProvider\b/,
  executeToolHandler: /\bcreateTask\b|\.executor\(/,
};
const NAMES = Object.keys(ANCHORS);
/** How far behind a definition its body is looked at. */
const BODY_LENGTH = 4_000;

/**
 * A definition: name, parameters without parentheses, and the brace on the same
 * line. After `}` or `;` that is a method of a class, and nothing else in the
 * grammar; in an object literal a comma would stand between.
 */
const DEFINITION = new RegExp(
  `(?<![\\w$.#])(?:async[ \\t]+)?(${NAMES.join('|')})[ \\t]*\\([^()]*\\)[ \\t]*\\{`,
  'g'
);

/**
 * One of these is in each class that has one of the methods. Every file that is
 * loaded is searched for them, by their first letters: an `e` costs twice as much.
 */
const SIGNS = [
  '_onrequest',
  '_readBuffer',
  '_commonHeaders',
  '_serveFromCache',
  'xecuteToolHandler',
];

/** Whether it is worth looking closer, which for most files it is not. */
export function mayHoldSdk(source: string | Buffer): boolean {
  return SIGNS.some(sign => source.includes(sign));
}

/**
 * Makes classes of the SDK in a source hand themselves to `RECEIVER` as they are
 * defined. Lines stay where they are.
 *
 * @returns undefined where there is none
 */
export function withAnchors(source: string): string | undefined {
  let result = '';
  let done = 0;
  for (const match of source.matchAll(DEFINITION)) {
    const [text, name = ''] = match;
    const body = source.slice(match.index + text.length).slice(0, BODY_LENGTH);
    if (
      ANCHORS[name]?.test(body) === true &&
      isAfterMember(source, match.index)
    ) {
      result += source.slice(done, match.index) + INSERTED;
      done = match.index;
    }
  }
  return done === 0 ? undefined : result + source.slice(done);
}

/** Whether the last that is neither space nor comment ends a member of a class. */
function isAfterMember(source: string, start: number): boolean {
  let index = start;
  for (;;) {
    while (index > 0 && /\s/.test(source.charAt(index - 1))) {
      index -= 1;
    }
    if (!source.endsWith('*/', index)) {
      return /[;}]/.test(source.charAt(index - 1));
    }
    index = source.lastIndexOf('/*', index - 2);
    if (index === -1) {
      return false;
    }
  }
}
