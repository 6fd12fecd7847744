/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { GivingUp } from '../../exchange/client-exchange.ts';
import { isError } from '../../model/errors.ts';
import { isObject } from '../../model/json-rpc.ts';
import { OTHER } from '../../model/methods.ts';
import {
  CANCELLED,
  CONNECTION_CLOSED,
  failure,
  TIMEOUT,
  type Outcome,
} from '../../model/outcome.ts';
import { errorResponseIn, httpStatusOf } from './http-failure.ts';

/**
 * Codes of errors that the SDK makes up itself: JSON-RPC look-alikes in v1,
 * words in v2. None of them came from the peer.
 */
const LOCAL_CODES: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [-32001, TIMEOUT],
  ['REQUEST_TIMEOUT', TIMEOUT],
  [-32000, CONNECTION_CLOSED],
  ['CONNECTION_CLOSED', CONNECTION_CLOSED],
]);

/** `SdkError.code` of v2, `ECONNREFUSED` and the like: words out of a short list. */
const CODE_WORD = /^[A-Z][A-Z0-9_]{2,63}$/;

/** What the application, or the SDK's own clock, gave a call up for. */
export function givenUp(signal: GivingUp | undefined): Outcome {
  return signal?.aborted === true && !isTimeout(signal.reason)
    ? failure(CANCELLED)
    : failure(TIMEOUT);
}

/**
 * Why a request failed although no response to it passed. An abort by the caller
 * has the code of a time-out in both lines of the SDK: only the signal tells.
 */
export function localFailure(error: unknown, signal?: GivingUp): Outcome {
  try {
    return signal?.aborted === true ? givenUp(signal) : explain(error);
  } catch {
    // An application may reject with anything, getters that throw among it.
    return failure(OTHER);
  }
}

function explain(error: unknown): Outcome {
  if (isTimeout(error)) {
    return failure(TIMEOUT);
  }
  const code = isObject(error) ? error['code'] : undefined;
  const local = LOCAL_CODES.get(code);
  if (local !== undefined) {
    return failure(local);
  }
  const status = httpStatusOf(error);
  return status === undefined
    ? failure(codeWord(error) ?? className(error))
    : (errorResponseIn(error) ?? failure(status));
}

/**
 * Why a result that had been answered was refused. The SDK's error has a code as
 * if it were a response, which it is not.
 */
export function refusal(error: unknown): Outcome {
  try {
    return failure(codeWord(error) ?? className(error));
  } catch {
    return failure(OTHER);
  }
}

/** Of `AbortSignal.timeout()`, whoever was given that signal: the SDK or its `fetch`. */
function isTimeout(reason: unknown): boolean {
  try {
    return isObject(reason) && reason['name'] === 'TimeoutError';
  } catch {
    return false;
  }
}

/** Of the error, or of its cause: a failing `fetch` says nothing itself. */
function codeWord(error: unknown): string | undefined {
  if (!isObject(error)) {
    return undefined;
  }
  const cause = error['cause'];
  const code = error['code'] ?? (isObject(cause) ? cause['code'] : undefined);
  return typeof code === 'string' && CODE_WORD.test(code) ? code : undefined;
}

/**
 * The class says more than `name`: some errors of v1 are named just "Error". A
 * minifier leaves nothing of it but a letter or two.
 */
function className(error: unknown): string {
  if (!isError(error)) {
    return OTHER;
  }
  const { name } = error.constructor;
  return error.name === 'Error' && /(?:Error|Exception)$/.test(name)
    ? name
    : error.name;
}
