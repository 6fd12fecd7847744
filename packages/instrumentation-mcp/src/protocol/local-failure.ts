/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  CANCELLED,
  CONNECTION_CLOSED,
  TIMEOUT,
  type Outcome,
} from '../model/outcome.ts';
import { isObject } from '../model/json-rpc.ts';
import type { SdkRequestOptions } from './sdk-shapes.ts';

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

/**
 * Why a request failed without an error response. An abort by the caller has
 * the code of a time-out in both lines of the SDK: only the signal tells.
 */
export function localFailure(
  error: unknown,
  options: SdkRequestOptions | undefined
): Outcome {
  if (options?.signal?.aborted === true) {
    return { kind: 'failure', errorType: CANCELLED };
  }
  const code = isObject(error) ? error['code'] : undefined;
  const errorType =
    LOCAL_CODES.get(code) ?? httpStatus(error) ?? className(error);
  return { kind: 'failure', errorType };
}

/** v1: `StreamableHTTPError.code`; v2: `SdkHttpError.data.status`. */
function httpStatus(error: unknown): string | undefined {
  if (!isObject(error)) {
    return undefined;
  }
  const data = error['data'];
  const status = isObject(data) ? data['status'] : error['code'];
  return typeof status === 'number' && status >= 400 && status <= 599
    ? String(status)
    : undefined;
}

/** The class says more than `name`: some errors of v1 are named just "Error". */
function className(error: unknown): string {
  if (!(error instanceof Error)) {
    return '_OTHER';
  }
  return error.name === 'Error' ? error.constructor.name : error.name;
}
