/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Recognises the values of one kind of option, in code and as text. */
export interface Acceptor<T> {
  /** What an operator should write, for error messages; empty where no text can say it. */
  readonly expected: string;
  /** What a program may give, where that is more. */
  readonly expectedInCode?: string;
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
    expected: '',
    expectedInCode: 'a function',
    fromCode: value =>
      typeof value === 'function' ? (value as unknown as T) : undefined,
    fromText: () => undefined,
  };
}

/** The first of several that recognises a value. */
export function either<A, B>(a: Acceptor<A>, b: Acceptor<B>): Acceptor<A | B> {
  return {
    expected: joined(a.expected, b.expected),
    expectedInCode: joined(inCode(a), inCode(b)),
    fromCode: value => a.fromCode(value) ?? b.fromCode(value),
    fromText: text => a.fromText(text) ?? b.fromText(text),
  };
}

/** What to do about a value that is none, in a variable or a file. */
export function adviceFor({ expected }: Acceptor<unknown>): string {
  return expected === '' ? 'set it in code' : `set it to ${expected}`;
}

/** What to do about a value that is none, in code. */
export function adviceInCode(accepts: Acceptor<unknown>): string {
  return `set it to ${inCode(accepts)}`;
}

function inCode({ expected, expectedInCode }: Acceptor<unknown>): string {
  return expectedInCode ?? expected;
}

function joined(...parts: string[]): string {
  return parts.filter(part => part !== '').join(', or ');
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
