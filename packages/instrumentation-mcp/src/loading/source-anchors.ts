/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isAfterMember } from './class-member.ts';
import { handlersIn } from './handler-anchor.ts';

/**
 * The global function that classes are handed to. Of letters only: in a string, a
 * template or a comment the inserted text is dead text.
 */
export const RECEIVER = 'opentelemetryInstrumentationMcp';
/** Its member that handlers are assigned to: what is assigned stays what it is. */
export const HANDLER = 'handler';

const FOR_CLASS = `static{globalThis?.${RECEIVER}?.(this)}`;
const FOR_HANDLER = `(globalThis?.${RECEIVER}??{}).${HANDLER}=`;

interface Insertion {
  readonly place: number;
  readonly text: string;
}

/**
 * Methods of the classes that are patched, each with something else of the SDK
 * that its body names. Bundlers and minifiers rename neither. Every class that
 * leads to no other one of the patch table has one.
 */
const ANCHORS: Readonly<Record<string, RegExp>> = {
  _onrequest: /\b_requestHandlers\b/,
  _connectNegotiated: /\b_negotiatedProtocolVersion\b/,
  _serveFromCache: /\b_cache\b/,
  getToolOutputValidator: /\b_cachedToolOutputValidators\b/,
  processReadBuffer: /\b_readBuffer\b/,
  _startOrAuthSse: /\b_commonHeaders\b/,
  _commonHeaders: /\b_authProvider\b/,
  setToolRequestHandlers: /\b_toolHandlersInitialized\b/,
  executeToolHandler: /\bcreateTask\b|\.executor\(/,
};

/** How far behind a definition its body is looked at. */
const BODY_LENGTH = 4_000;

/**
 * What follows the name in a definition: parameters, and the brace on the same
 * line. Without strings, comments and further parentheses in between, no part of
 * it can be inside of one of those.
 */
const PARAMETERS = /[ \t]*\([^()'"`/;]*\)[ \t]*\{/y;

/** An `async` belongs to the method. */
const ASYNC = /(?:^|[^\w$.#]|\\[nrt])(async[ \t]+)$/;
const LONGEST_WORD = 20;

/** What makes `globalThis` a name of the source, which it may not read as yet. */
const GLOBAL = 'globalThis';
const DECLARING = /\b(?:let|const|class|import|as)\s+$/;

/**
 * Parts of names, one of which is in each class that has one of the methods. Every
 * file that is loaded is searched for them. They begin with letters that are rare:
 * with a `_` or an `e` the search takes three times as long.
 */
const SIGNS = ['RequestHandler', 'ReadBuffer', 'OrAuth'] as const;

/** Whether it is worth looking closer, which for most files it is not. */
export function mayHoldSdk(source: string | Buffer): boolean {
  return (
    source.includes(SIGNS[0]) ||
    source.includes(SIGNS[1]) ||
    source.includes(SIGNS[2])
  );
}

/**
 * Makes classes of the SDK in a source hand themselves to `RECEIVER` as they are
 * defined, and handlers as they are made. Lines stay where they are.
 *
 * @returns undefined where there is none
 */
export function withAnchors(source: string): string | undefined {
  const insertions = [...forClasses(source), ...forHandlers(source)].sort(
    (a, b) => a.place - b.place
  );
  if (insertions.length === 0 || declaresGlobal(source)) {
    return undefined;
  }
  let result = '';
  let done = 0;
  for (const { place, text } of insertions) {
    result += source.slice(done, place) + text;
    done = place;
  }
  return result + source.slice(done);
}

function forClasses(source: string): Insertion[] {
  return Object.keys(ANCHORS)
    .flatMap(name => placesOf(name, source))
    .map(place => ({ place, text: FOR_CLASS }));
}

function forHandlers(source: string): Insertion[] {
  return handlersIn(source).map(place => ({ place, text: FOR_HANDLER }));
}

function declaresGlobal(source: string): boolean {
  return occurrences(GLOBAL, source).some(found =>
    DECLARING.test(source.slice(Math.max(0, found - LONGEST_WORD), found))
  );
}

/** Where the definitions of a method begin. */
function placesOf(name: string, source: string): number[] {
  return occurrences(name, source).flatMap(
    found => definitionAt(found, name, source) ?? []
  );
}

function occurrences(text: string, source: string): number[] {
  const found: number[] = [];
  let index = source.indexOf(text);
  while (index !== -1) {
    found.push(index);
    index = source.indexOf(text, index + text.length);
  }
  return found;
}

function definitionAt(
  found: number,
  name: string,
  source: string
): number | undefined {
  PARAMETERS.lastIndex = found + name.length;
  if (!PARAMETERS.test(source)) {
    return undefined;
  }
  const body = PARAMETERS.lastIndex;
  const before = source.slice(Math.max(0, found - LONGEST_WORD), found);
  const start = found - (ASYNC.exec(before)?.[1]?.length ?? 0);
  return ANCHORS[name]?.test(source.slice(body, body + BODY_LENGTH)) === true &&
    isAfterMember(source, start)
    ? start
    : undefined;
}
