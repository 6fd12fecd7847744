/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** A JSON-RPC 2.0 request id, unique among the open requests of its sender. */
export type RequestId = string | number;

/** The parts of a JSON-RPC request or notification that telemetry reads. */
export interface Message {
  readonly method: string;
  /** Absent in notifications, and in requests that the SDK has not numbered yet. */
  readonly id?: RequestId | undefined;
  readonly params?: unknown;
  readonly jsonrpc?: unknown;
}

export interface Request extends Message {
  readonly id: RequestId;
}

/** A JSON-RPC response: `result` or `error`, never both. */
export interface Response {
  readonly id: RequestId;
  readonly jsonrpc?: unknown;
  readonly result?: unknown;
  readonly error?: ErrorObject;
}

export interface ErrorObject {
  readonly code: number;
  readonly message?: string;
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}

export function isRequestId(value: unknown): value is RequestId {
  return typeof value === 'string' || typeof value === 'number';
}

export function isMessage(value: unknown): value is Message {
  return isObject(value) && typeof value['method'] === 'string';
}

export function isRequest(value: unknown): value is Request {
  return isMessage(value) && isRequestId(value.id);
}

/** What a message says of its version, unless that is `2.0`. */
export function otherVersion({
  jsonrpc,
}: Pick<Message | Response, 'jsonrpc'>): string | undefined {
  return typeof jsonrpc === 'string' && jsonrpc !== '2.0' ? jsonrpc : undefined;
}

/** Also true for a response whose `error` is malformed: it still ends its request. */
export function isResponse(value: unknown): value is Response {
  return (
    isObject(value) &&
    value['method'] === undefined &&
    isRequestId(value['id']) &&
    ('result' in value || 'error' in value)
  );
}

/** One string out of `params`, wherever it may be missing or of another type. */
export function stringParam(message: Message, key: string): string | undefined {
  const value = isObject(message.params) ? message.params[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** One value out of `params._meta`. */
export function metaValue(message: Message, key: string): unknown {
  const meta = isObject(message.params) ? message.params['_meta'] : undefined;
  return isObject(meta) ? meta[key] : undefined;
}

/** One request id out of `params`: `requestId` of a cancellation, `progressToken`. */
export function requestIdParam(
  message: Message,
  key: string
): RequestId | undefined {
  const value = isObject(message.params) ? message.params[key] : undefined;
  return isRequestId(value) ? value : undefined;
}
