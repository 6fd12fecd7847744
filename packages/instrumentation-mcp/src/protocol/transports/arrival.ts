/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Arrival, Named } from '../../model/connection.ts';
import { isObject } from '../../model/json-rpc.ts';
import type { SdkMessageExtra } from '../sdk-shapes.ts';

const NO_EXTRA: SdkMessageExtra = {};

/**
 * What the transport says of a message: v1 `requestInfo`, v2 the `Request`.
 *
 * @param handled whether this side has a handler for it
 * @param named the request that the message is about
 */
export function arrivalOf(
  extra: unknown,
  handled: boolean | undefined,
  named?: Named
): Arrival {
  const { requestInfo, request, authInfo }: SdkMessageExtra = isObject(extra)
    ? extra
    : NO_EXTRA;
  const headers = request?.headers ?? requestInfo?.headers;
  return {
    headers: isObject(headers) ? headers : undefined,
    authInfo,
    named,
    handled,
  };
}
