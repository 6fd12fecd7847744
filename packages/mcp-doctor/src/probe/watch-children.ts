/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { ChildProcess } from 'node:child_process';
import type { Writable } from 'node:stream';
import { isObject, type Json } from './json.ts';
import type { SpawnFacts } from './facts.ts';
import { keepPreload, preloadFlag, withoutPreload } from './preload-flag.ts';

const NODE_OPTIONS = 'NODE_OPTIONS=';
/** A server has a name of its own. */
const IDENTITY = new Set(['OTEL_SERVICE_NAME', 'OTEL_RESOURCE_ATTRIBUTES']);
const JSON_RPC = /"jsonrpc"\s*:\s*"2\.0"/;

/** What a probe needs to know to watch children. */
export interface Watched {
  /** The file that loads the probe. */
  readonly preload: string;
  /** {@link givenVariables} of this process, when it started. */
  readonly given: readonly string[];
}

/**
 * Notes every child process and what it is given of this environment, and hands
 * on the probe: the doctor wants to see into children whose environment the
 * application has cut off, too. Nothing else is added to it.
 *
 * @param report called when something is new
 */
export function watchChildren(
  { preload, given }: Watched,
  spawned: SpawnFacts[],
  report: () => void
): void {
  // All of `spawn`, `fork`, `exec` and what packages make of them end here.
  const original: unknown = Reflect.get(ChildProcess.prototype, 'spawn');
  if (typeof original !== 'function') {
    return;
  }
  const spawn = function (this: ChildProcess, ...args: unknown[]): unknown {
    const [options, ...rest] = args;
    const pairs = isObject(options) ? options['envPairs'] : undefined;
    const handed = Array.isArray(pairs) ? pairs.map(String) : inherited();
    const changed = isObject(options)
      ? {
          ...options,
          envPairs: withPreload(handed, preload),
          ...scriptOf(options, preload),
        }
      : options;
    const result = Reflect.apply(original, this, [changed, ...rest]) as unknown;
    if (this.pid !== undefined) {
      const child = childOf(
        this.pid,
        options,
        missingIn(handed, given, preload)
      );
      spawned.push(child);
      watchStdin(this.stdin, child, report);
      this.once('exit', (_, signal) => {
        if (signal !== null) {
          child.signal = signal;
          report();
        }
      });
      report();
    }
    return result;
  };
  Reflect.set(ChildProcess.prototype, 'spawn', spawn);
}

function childOf(
  pid: number,
  options: unknown,
  missing: readonly string[]
): SpawnFacts {
  const args = isObject(options) ? options['args'] : undefined;
  return {
    pid,
    command: Array.isArray(args) ? args.join(' ') : '',
    missing,
    mcp: false,
  };
}

/** Of what the user gave this process, what a child with this environment lacks. */
function missingIn(
  pairs: readonly string[],
  given: readonly string[],
  preload: string
): string[] {
  const names = new Set(
    pairs
      .filter(pair => !isOnlyPreload(pair, preload))
      .map(pair => pair.split('=')[0])
  );
  return given.filter(name => !names.has(name));
}

function isOnlyPreload(pair: string, preload: string): boolean {
  return (
    pair.startsWith(NODE_OPTIONS) &&
    withoutPreload(pair.slice(NODE_OPTIONS.length), preload) === ''
  );
}

/** Variables that decide on telemetry and come from the user, not from the doctor. */
export function givenVariables(
  preload: string,
  ownNames: readonly string[]
): string[] {
  const { env } = process;
  const options = withoutPreload(env['NODE_OPTIONS'] ?? '', preload);
  return [
    ...(options === '' ? [] : ['NODE_OPTIONS']),
    ...Object.keys(env).filter(
      name =>
        name.startsWith('OTEL_') &&
        !ownNames.includes(name) &&
        !IDENTITY.has(name)
    ),
  ];
}

function scriptOf(options: Json, preload: string): object {
  const { args } = options;
  return Array.isArray(args)
    ? { args: keepPreload(args.map(String), preload) }
    : {};
}

function withPreload(given: readonly string[], preload: string): string[] {
  const options = given.find(pair => pair.startsWith(NODE_OPTIONS));
  if (options?.includes(preload) === true) {
    return [...given];
  }
  const others = given.filter(pair => pair !== options);
  const value = options?.slice(NODE_OPTIONS.length) ?? '';
  return [
    ...others,
    `${NODE_OPTIONS}${`${preloadFlag(preload)} ${value}`.trim()}`,
  ];
}

function inherited(): string[] {
  return Object.entries(process.env).map(
    ([name, value]) => `${name}=${value ?? ''}`
  );
}

/** A host speaks first: its first write tells whether the child is an MCP server. */
function watchStdin(
  stdin: Writable | null,
  child: SpawnFacts,
  report: () => void
): void {
  if (stdin === null) {
    return;
  }
  const original: unknown = Reflect.get(stdin, 'write');
  const write = function (this: unknown, ...args: unknown[]): unknown {
    Reflect.deleteProperty(stdin, 'write');
    const [chunk] = args;
    const isText = typeof chunk === 'string' || chunk instanceof Uint8Array;
    child.mcp = isText && JSON_RPC.test(Buffer.from(chunk).toString('utf8'));
    report();
    return typeof original === 'function'
      ? (Reflect.apply(original, stdin, args) as unknown)
      : undefined;
  };
  Object.defineProperty(stdin, 'write', { configurable: true, value: write });
}
