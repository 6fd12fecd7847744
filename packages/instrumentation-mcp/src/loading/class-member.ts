/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * Nothing is parsed here: what a place in a source is in, a string or code, is
 * not known. It is only told where code, if it is code, is the body of a class.
 */

/** Also written as escapes: development builds of webpack hold code in strings. */
const SPACE_AT_END = /(?:\s|\\[nrt])+$/;
const LINE_END = /[\n\r\u2028\u2029]|\\[nr]/;
/** What stands behind the last end of a line. */
const ONE_LINE =
  /(?<=[\n\r\u2028\u2029]|\\[nr])(?:(?!\\[nr])[^\n\r\u2028\u2029])*$/;
const LONGEST_LINE = 2_000;
/** As much as stands between two members at once. */
const LONGEST_SPACE = 200;

/** The end of an escape in an identifier, such as `\u{61}`. */
const IDENTIFIER = /\\u\{[\da-f]+\}$/i;

/**
 * Whether what stands before a method definition ends a member of a class: a `}`
 * or a `;`. In an object literal, the one other place for such a definition, it is
 * a `,` or a `{`. Comments in between are passed over; where it is not certain
 * what is a comment, the answer is no.
 *
 * @param start where the definition begins
 */
export function isAfterMember(source: string, start: number): boolean {
  let index = start;
  let isOtherLine = false;
  for (;;) {
    const end = withoutSpace(source, index);
    isOtherLine ||= LINE_END.test(source.slice(end, index));
    index = end;
    if (!source.endsWith('*/', end)) {
      break;
    }
    const open = commentBefore(source, end);
    if (open === undefined) {
      return false;
    }
    isOtherLine ||= LINE_END.test(source.slice(open, end));
    index = open;
  }
  return (
    /[;}]/.test(source.charAt(index - 1)) &&
    !IDENTIFIER.test(source.slice(Math.max(0, index - 12), index)) &&
    !(isOtherLine && mayEndInLineComment(source, index))
  );
}

function withoutSpace(source: string, index: number): number {
  const text = source.slice(Math.max(0, index - LONGEST_SPACE), index);
  return index - (SPACE_AT_END.exec(text)?.[0].length ?? 0);
}

/** Where a comment that ends at `end` begins; its opening may also be text in one. */
function commentBefore(source: string, end: number): number | undefined {
  const open = source.lastIndexOf('/*', end - 4);
  if (open <= 0) {
    return undefined;
  }
  const other = source.lastIndexOf('/*', open - 1);
  const isClosed = other === -1 || source.slice(other + 2, open).includes('*/');
  return isClosed ? open : undefined;
}

/** An address in a string looks like one as well, and a line may be endless. */
function mayEndInLineComment(source: string, index: number): boolean {
  const before = source.slice(Math.max(0, index - LONGEST_LINE), index);
  const line = ONE_LINE.exec(before)?.[0];
  return line === undefined || line.includes('//');
}
