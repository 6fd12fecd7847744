/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Arrival } from '../../model/connection.ts';
import { isObject } from '../../model/json-rpc.ts';
import type { SdkMessageExtra } from '../sdk-shapes.ts';

/** What the transport says of a message: v1 `requestInfo`, v2 the `Request`. */
export function arrivalOf(extra: unknown): Arrival {
  if (!isObject(extra)) {
    return {};
  }
  const { requestInfo, request, authInfo }: SdkMessageExtra = extra;
  const headers = request?.headers ?? requestInfo?.headers;
  return { authInfo, ...(isObject(headers) && { headers }) };
}
