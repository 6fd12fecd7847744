/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { PACKAGE_NAME } from '../version.ts';

export const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
export type ExitSignal = (typeof SIGNALS)[number];

/** On a listener of ours: our own package can be loaded twice. */
const OURS = Symbol.for(`${PACKAGE_NAME}.exit-listener`);

type Listener = (...args: unknown[]) => void;

const emitter: NodeJS.EventEmitter = process;

/**
 * Listens first of all, so that others find us gone when they are asked.
 *
 * @returns takes the listener back
 */
export function listenFirst(
  event: ExitSignal | 'beforeExit' | 'exit',
  listener: () => void
): () => void {
  const marked = () => {
    listener();
  };
  emitter.prependListener(event, mark(marked));
  return () => {
    emitter.removeListener(event, marked);
  };
}

/** Whether somebody listens who is not us. */
export function isHeardByOthers(event: ExitSignal | 'beforeExit'): boolean {
  return listenersTo(event).some(listener => !Reflect.has(listener, OURS));
}

export function isHeard(event: ExitSignal): boolean {
  return emitter.listenerCount(event) > 0;
}

/**
 * What an OpenTelemetry SDK listens to that was started by us, for an application
 * that never asked for it: signals end the process again as they do without
 * listeners, and its listener for `beforeExit` counts as ours.
 */
export function adoptExitListeners(start: () => void): void {
  const events = ['beforeExit', ...SIGNALS] as const;
  const before = new Set(events.flatMap(listenersTo));
  start();
  for (const event of events) {
    for (const added of listenersTo(event)) {
      if (before.has(added)) {
        continue;
      }
      mark(added);
      if (event !== 'beforeExit') {
        emitter.removeListener(event, added);
      }
    }
  }
}

function mark(listener: Listener): Listener {
  Object.defineProperty(listener, OURS, { value: true });
  return listener;
}

function listenersTo(event: ExitSignal | 'beforeExit'): Listener[] {
  return emitter.rawListeners(event) as Listener[];
}
