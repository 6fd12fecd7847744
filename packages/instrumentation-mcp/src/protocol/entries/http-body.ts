/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject, type JsonObject } from '../../model/json-rpc.ts';
import type { Method } from '../sdk-shapes.ts';

/** Rejections and `subscriptions/listen` are small; longer bodies are not ours to keep. */
const MAX_BODY_LENGTH = 64 * 1024;

/** The parts of a Fetch API `Request` or `Response` that we read, of any realm. */
export interface HttpMessage {
  readonly headers: Headers;
  readonly bodyUsed?: unknown;
  clone: Method;
}

export interface HttpRequest extends HttpMessage {
  readonly method: string;
}

export interface HttpResponse extends HttpMessage {
  readonly status: number;
}

function isHttpMessage(value: unknown): value is HttpMessage & JsonObject {
  return (
    isObject(value) &&
    isObject(value['headers']) &&
    typeof value['headers']['get'] === 'function' &&
    typeof value['clone'] === 'function'
  );
}

export function isHttpRequest(value: unknown): value is HttpRequest {
  return isHttpMessage(value) && typeof value['method'] === 'string';
}

export function isHttpResponse(value: unknown): value is HttpResponse {
  return isHttpMessage(value) && typeof value['status'] === 'number';
}

/**
 * The JSON in the body of a message, read from a clone of it. Undefined for
 * anything else, such as an event stream, which may never end.
 */
export async function readJson(message: HttpMessage): Promise<unknown> {
  const type = message.headers.get('content-type') ?? '';
  if (message.bodyUsed === true || !/^application\/json\b/i.test(type)) {
    return undefined;
  }
  try {
    const copy: unknown = Reflect.apply(message.clone, message, []);
    const body = isObject(copy) ? copy['body'] : undefined;
    return isByteStream(body) ? JSON.parse(await readText(body)) : undefined;
  } catch {
    return undefined;
  }
}

function isByteStream(value: unknown): value is ReadableStream<Uint8Array> {
  return isObject(value) && typeof value['getReader'] === 'function';
}

async function readText(body: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let length = 0;
  let text = '';
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > MAX_BODY_LENGTH) {
      // Leaving the loop cancels this copy, and none of it is buffered any more.
      return '';
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
