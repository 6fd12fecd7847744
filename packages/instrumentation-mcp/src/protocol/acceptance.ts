/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { ClientExchange } from '../exchange/client-exchange.ts';
import { OTHER } from '../model/methods.ts';
import { ACCEPTED, failure } from '../model/outcome.ts';
import type { Observation } from './observation.ts';
import { reasonOf, stateOf } from './promise-state.ts';
import { beside } from './settled.ts';
import { localFailure } from './transports/local-failure.ts';

/** Microtasks from the SDK's last step, in its `finally()`, to the end of its promise. */
const FINALLY = 3;
/** More of them than a promise can need that is about to settle. */
const ENOUGH = 10;

/**
 * A result has come in, which the SDK, and whoever called it, may still refuse.
 *
 * The application has the SDK's own promise, and may have dropped it. A handler of
 * ours would then be its only one, and nobody would hear of the rejection: it is
 * looked at from outside, unless the SDK is known to await it.
 */
export function accept(observation: Observation, call: ClientExchange): void {
  if (call.ended || call.promise === undefined) {
    return;
  }
  if (call.isAwaited) {
    watch(observation, call);
  } else {
    call.isSettling = !look(observation, call);
  }
}

/**
 * The SDK has done its last step for a call, whose promise settles by itself a few
 * microtasks from now: v2 checks results asynchronously.
 */
export function settlesSoon(
  observation: Observation,
  call: ClientExchange,
  hops = 1
): void {
  call.isSettling = false;
  queueMicrotask(() => {
    if (hops > ENOUGH) {
      watch(observation, call);
    } else if (hops < FINALLY || !look(observation, call)) {
      settlesSoon(observation, call, hops + 1);
    }
  });
}

/** Whether it has settled, by which the call ends; or cannot be looked at. */
function look(observation: Observation, call: ClientExchange): boolean {
  try {
    const { promise } = call;
    const state = stateOf(promise);
    if (state === 'fulfilled') {
      call.end(ACCEPTED);
    } else if (state === 'rejected') {
      const { code, className } = reasonOf(promise);
      call.rejected(failure(code ?? className ?? OTHER));
    } else if (state === undefined) {
      watch(observation, call);
    }
    return state !== 'pending';
  } catch (error) {
    observation.guard.report('ending a request', error);
    return true;
  }
}

function watch(observation: Observation, call: ClientExchange): void {
  beside(
    call.promise,
    () => {
      try {
        call.end(ACCEPTED);
      } catch (error) {
        observation.guard.report('ending a request', error);
      }
    },
    error => {
      settle(observation, call, error);
    }
  );
}

/** The SDK rejected a call. */
export function settle(
  { guard }: Observation,
  call: ClientExchange,
  error: unknown
): void {
  try {
    call.rejected(localFailure(error, call.signal));
  } catch (problem) {
    guard.report('ending a request', problem);
  }
}
