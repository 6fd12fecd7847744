/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Recognises the values of one kind of option, in code and as text. */
export interface Acceptor<T> {
  /** What a user should write, for error messages. */
  readonly expected: string;
  readonly fromCode: (value: unknown) => T | undefined;
  /** Of an environment variable, trimmed and not empty. */
  readonly fromText: (text: string) => T | undefined;
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

export const aBoolean: Acceptor<boolean> = {
  expected: 'true or false',
  fromCode: value => (typeof value === 'boolean' ? value : undefined),
  fromText: text => BOOLEANS.get(text.toLowerCase()),
};

export const aLength: Acceptor<number> = {
  expected: 'a whole number of at least 2',
  fromCode: value => (isLength(value) ? value : undefined),
  fromText: text => (isLength(Number(text)) ? Number(text) : undefined),
};

export const names: Acceptor<readonly string[]> = {
  expected: 'a list of names',
  fromCode: value => (isStrings(value) ? value : undefined),
  fromText: split,
};

export function oneOf<const T extends string>(...words: T[]): Acceptor<T> {
  const find = (value: unknown) => words.find(word => word === value);
  return {
    expected: words.map(word => `"${word}"`).join(' or '),
    fromCode: find,
    fromText: text => find(text.toLowerCase()),
  };
}

/** A list of some of these words. */
export function someOf<const T extends string>(
  ...words: T[]
): Acceptor<readonly T[]> {
  const { expected, fromCode } = oneOf(...words);
  const all = (values: readonly string[]) => {
    const found = values.map(fromCode);
    return found.every(word => word !== undefined) ? found : undefined;
  };
  return {
    expected: `a list of ${expected}`,
    fromCode: value => (isStrings(value) ? all(value) : undefined),
    fromText: text => all(split(text.toLowerCase())),
  };
}

/** Only in code: no text can say it. */
export function aFunction<
  T extends (...args: never[]) => unknown,
>(): Acceptor<T> {
  return {
    expected: 'a function',
    fromCode: value =>
      typeof value === 'function' ? (value as unknown as T) : undefined,
    fromText: () => undefined,
  };
}

/** The first of several that recognises a value. */
export function either<A, B>(a: Acceptor<A>, b: Acceptor<B>): Acceptor<A | B> {
  return {
    expected: `${a.expected}, or ${b.expected}`,
    fromCode: value => a.fromCode(value) ?? b.fromCode(value),
    fromText: text => a.fromText(text) ?? b.fromText(text),
  };
}

function split(text: string): string[] {
  return text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string');
}

function isLength(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 2;
}
