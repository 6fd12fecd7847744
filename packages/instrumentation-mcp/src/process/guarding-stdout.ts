/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isatty } from 'node:tty';
import { isMainThread } from 'node:worker_threads';
import { STDOUT_GUARDED } from '../model/instrumented-process.ts';
import { isObject } from '../model/json-rpc.ts';
import { lifecycle } from './lifecycle.ts';
import { namesStdioServer } from './stdio-evidence.ts';
import { StdoutGuard } from './stdout-guard.ts';

let stop: (() => void) | undefined;

/**
 * Guards stdout as soon as this process has to do with a stdio server, until our
 * last instrumentation is disabled. Nothing is touched before: a program whose
 * source names no such server is left alone. A thread does not know what the main
 * one serves, nor which program it belongs to: it is left alone as well.
 */
export function guardStdout(): void {
  if (stop !== undefined || !isMainThread) {
    return;
  }
  const guard = guardOfProcess();
  const listening = [
    lifecycle.on('servingStdio', ({ stdout }) => {
      if (isObject(stdout) && stdout['fd'] === 1) {
        guard.serve();
      }
    }),
    lifecycle.on('connectedServer', transport => {
      if (!('_stdout' in transport)) {
        guard.release();
      }
    }),
    lifecycle.on('firstMessage', () => {
      guard.release();
    }),
    lifecycle.on('disabled', () => {
      stop?.();
    }),
  ];
  stop = () => {
    stop = undefined;
    for (const off of listening) {
      off();
    }
    guard.end();
  };
  if (mayServe()) {
    guard.hold();
  }
}

/** The module of a stdio server has been loaded. */
export function stdioServerLoaded(): void {
  if (stop !== undefined && !isatty(1)) {
    guardOfProcess().hold();
  }
}

/** Nothing in its source decides anything: it only makes output wait. */
function mayServe(): boolean {
  return !isatty(1) && namesStdioServer(process.argv[1]);
}

/** Our own package can be loaded twice, as ES module and as CommonJS. */
function guardOfProcess(): StdoutGuard {
  const known = Reflect.get(globalThis, STDOUT_GUARDED) as
    StdoutGuard | undefined;
  if (known !== undefined) {
    return known;
  }
  const made = new StdoutGuard();
  Reflect.set(globalThis, STDOUT_GUARDED, made);
  return made;
}
