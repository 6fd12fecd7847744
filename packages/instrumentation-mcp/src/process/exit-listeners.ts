/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { PACKAGE_NAME } from '../version.ts';

export const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
const EVENTS = ['beforeExit', ...SIGNALS] as const;

/** Of this process: our own package can be loaded twice, as ES module and as CommonJS. */
const OURS = Symbol.for(`${PACKAGE_NAME}.exit-listeners`);

/**
 * Listeners for the end of the process that `start` adds are counted as ours,
 * not as the application's: it never asked for them.
 */
export function adoptExitListeners(start: () => void): void {
  const before = new Set(allListeners());
  start();
  for (const listener of allListeners()) {
    if (!before.has(listener)) {
      ours().add(listener);
    }
  }
}

/** Whether the application has no listener of its own for this event. */
export function isUnheard(event: (typeof EVENTS)[number]): boolean {
  return listenersTo(event).every(listener => ours().has(listener));
}

/** Lets a signal do again what it does without listeners. */
export function removeOurListeners(event: (typeof EVENTS)[number]): void {
  for (const listener of listenersTo(event)) {
    if (ours().has(listener)) {
      process.removeListener(event, listener);
    }
  }
}

type Listener = (...args: unknown[]) => void;

function listenersTo(event: (typeof EVENTS)[number]): Listener[] {
  const emitter: NodeJS.EventEmitter = process;
  return emitter.rawListeners(event) as Listener[];
}

function allListeners(): Listener[] {
  return EVENTS.flatMap(listenersTo);
}

function ours(): WeakSet<object> {
  const known: unknown = Reflect.get(globalThis, OURS);
  if (known instanceof WeakSet) {
    return known;
  }
  const made = new WeakSet();
  Reflect.set(globalThis, OURS, made);
  return made;
}
