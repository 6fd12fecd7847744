/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject, type JsonObject } from '../../model/json-rpc.ts';
import { isError } from '../../model/errors.ts';
import type { Outcome } from '../../model/outcome.ts';

/** A rejection holds a JSON-RPC error and no more; longer bodies are something else. */
const MAX_BODY_LENGTH = 64 * 1024;

/**
 * The HTTP status that ended a request: `SdkHttpError.data.status` of v2,
 * `StreamableHTTPError.code` of v1, and the words of the SSE transports.
 */
export function httpStatusOf(error: unknown): string | undefined {
  if (!isObject(error)) {
    return undefined;
  }
  if (isUnauthorized(error)) {
    return '401';
  }
  const data = error['data'];
  const status = isObject(data) ? data['status'] : error['code'];
  if (typeof status === 'number' && status >= 400 && status <= 599) {
    return String(status);
  }
  return /\(HTTP ([45]\d\d)\)/.exec(messageOf(error))?.[1];
}

/** v1 gives the error a class of this name, which a bundle loses, but not the name. */
function isUnauthorized(error: JsonObject): boolean {
  return (
    error['name'] === 'UnauthorizedError' ||
    (isError(error) &&
      (error.constructor.name === 'UnauthorizedError' ||
        error.message === 'Unauthorized'))
  );
}

/**
 * The JSON-RPC error response in the body of a failed POST. The SDK does not
 * read it in every case, but it was on the wire (MCP 2026-07-28 answers an
 * unknown method with HTTP 404 and -32601).
 */
export function errorResponseIn(error: unknown): Outcome | undefined {
  if (!isObject(error)) {
    return undefined;
  }
  const body = parse(bodyOf(error));
  const reason = isObject(body) ? body['error'] : undefined;
  if (!isObject(reason) || typeof reason['code'] !== 'number') {
    return undefined;
  }
  const message = reason['message'];
  return {
    kind: 'error',
    code: String(reason['code']),
    ...(typeof message === 'string' && { message }),
  };
}

/** v2 keeps the body in `data.text`; v1 appends it to the message. */
function bodyOf(error: JsonObject): string {
  const data = error['data'];
  const text = isObject(data) ? data['text'] : undefined;
  if (typeof text === 'string') {
    return text;
  }
  const message = messageOf(error);
  const start = message.indexOf('{');
  return start === -1 ? '' : message.slice(start);
}

function parse(body: string): unknown {
  if (body.length > MAX_BODY_LENGTH) {
    return undefined;
  }
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function messageOf(error: JsonObject): string {
  const message = error['message'];
  return typeof message === 'string' ? message : '';
}
