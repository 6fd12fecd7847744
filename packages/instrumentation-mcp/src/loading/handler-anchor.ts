/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * `createMcpHandler` of SDK v2 is a function: its name is lost in a bundle, and
 * nothing can stand beside what it returns. That is an object literal though, and
 * where one may stand, so may an assignment of it.
 */

/** What a handler says in its `fetch` when it is closed. */
const MESSAGE = 'This MCP handler has been closed';
/** How far behind that the literal may begin. */
const LONGEST_FETCH = 1_500;
/** How far before it, if the function is in the literal. */
const LONGEST_HEAD = 200;

/** Written as escapes where development builds hold code in strings. */
const SPACE = String.raw`(?:\s|\\[nrt])*`;
const NAME = String.raw`[\w$]+`;

/** What makes it an expression. On one line, lest `return` returns nothing. */
const BEFORE = String.raw`(?<=(?:\b|\\[nrt])return[ \t]*|[,(]${SPACE})`;

/** An arrow function, maybe in a call that gives it its name (`keepNames`). */
const ASYNC = String.raw`(?:/\* @__PURE__ \*/ ?)?(?:${NAME}\()?async${SPACE}`;

const named = (name: string) =>
  `${name}(?:${SPACE}:${SPACE}${NAME})?${SPACE},${SPACE}`;

/**
 * `{ fetch: fetchFace, notify, bus, close: async () =>`. No pattern of an
 * assignment can hold the arrow function, so that it is a value.
 */
const LITERAL = new RegExp(
  `${BEFORE}\\{${SPACE}${['fetch', 'notify', 'bus'].map(named).join('')}` +
    `close${SPACE}:${SPACE}${ASYNC}\\(\\)${SPACE}=>`
);

/** `{ fetch: async (a, b) => { if (c) throw new Error("`. */
const HEAD = new RegExp(
  `${BEFORE}\\{${SPACE}fetch${SPACE}:${SPACE}` +
    `${ASYNC}\\(${NAME},${SPACE}${NAME}\\)${SPACE}=>${SPACE}` +
    `\\{${SPACE}if${SPACE}\\(${NAME}\\)${SPACE}\\{?${SPACE}` +
    `throw (?:new )?Error\\([^\\w\\s]{1,4}$`
);

/** Where the literals of handlers begin in a source. */
export function handlersIn(source: string): number[] {
  const found = new Set<number>();
  let index = source.indexOf(MESSAGE);
  while (index !== -1) {
    const start = Math.max(0, index - LONGEST_HEAD);
    const inside = HEAD.exec(source.slice(start, index));
    const behind =
      inside === null
        ? LITERAL.exec(source.slice(index, index + LONGEST_FETCH))
        : null;
    if (inside !== null) {
      found.add(start + inside.index);
    } else if (behind !== null) {
      found.add(index + behind.index);
    }
    index = source.indexOf(MESSAGE, index + MESSAGE.length);
  }
  return [...found];
}
