/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Context } from '@opentelemetry/api';
import type { Arrival } from '../../model/connection.ts';
import { isObject } from '../../model/json-rpc.ts';
import type { SdkMessageExtra } from '../sdk-shapes.ts';

const NO_EXTRA: SdkMessageExtra = {};

/**
 * What the transport says of a message: v1 `requestInfo`, v2 the `Request`.
 *
 * @param handled whether this side has a handler for it
 * @param callContext of the call that the message refers to
 */
export function arrivalOf(
  extra: unknown,
  handled: boolean | undefined,
  callContext?: Context
): Arrival {
  const { requestInfo, request, authInfo }: SdkMessageExtra = isObject(extra)
    ? extra
    : NO_EXTRA;
  const headers = request?.headers ?? requestInfo?.headers;
  return {
    headers: isObject(headers) ? headers : undefined,
    authInfo,
    callContext,
    handled,
  };
}
