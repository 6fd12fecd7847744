/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * The few members of the MCP SDK that we touch, as structural types: the SDK's
 * own types would tie us to one of its versions. Everything is optional that
 * some version of 1.8 … 2.x lacks.
 */

export type Method = (this: object, ...args: unknown[]) => unknown;

/**
 * The arguments of a call that is passed on as it is. V8 makes no array for
 * `arguments` which are given to `apply()`, as it does for rest parameters that
 * are read as well.
 */
export function whole(given: IArguments): unknown[] {
  return given as unknown as unknown[];
}

/** Any `Transport` of the SDK, of a framework or of an application. */
export interface SdkTransport {
  send: Method;
  onmessage?: Method | undefined;
  onclose?: Method | undefined;
  /** The `Mcp-Session-Id`; the legacy SSE server has an id of another kind here. */
  readonly sessionId?: unknown;
  /** Streamable HTTP client of 1.13 and later. */
  readonly protocolVersion?: unknown;
  /** Clients of HTTP, SSE and WebSocket. */
  readonly _url?: unknown;
  /** Stdio clients: the command to run, and its arguments. */
  readonly _serverParams?: unknown;
}

/** An instance of `Protocol`: a `Client` or a `Server`. */
export interface SdkProtocol {
  readonly transport?: SdkTransport | undefined;
  /** v2 only: the agreed protocol revision. */
  readonly _negotiatedProtocolVersion?: unknown;
  notification?: (notification: object, options: object) => unknown;
  /** By method. */
  readonly _requestHandlers?: unknown;
  readonly _notificationHandlers?: unknown;
  readonly fallbackRequestHandler?: unknown;
  readonly fallbackNotificationHandler?: unknown;
  /** The id of the next request. */
  readonly _requestMessageId?: unknown;
  /** Both lines since 1.7: called when a request of this side is over. */
  readonly _cleanupTimeout?: unknown;
  /** By request id; an entry exists while a handler runs. */
  readonly _requestHandlerAbortControllers?: unknown;
}

/** The second argument of `_onrequest`; none before 1.10. */
export interface SdkMessageExtra {
  readonly authInfo?: unknown;
  /** v1 since 1.13.2. */
  readonly requestInfo?: { readonly headers?: unknown } | undefined;
  /** v2: a Fetch API `Request`. */
  readonly request?: { readonly headers?: unknown } | undefined;
}

/** The options of `request()` that decide how a failure is to be read. */
export interface SdkRequestOptions {
  readonly signal?:
    { readonly aborted?: unknown; readonly reason?: unknown } | undefined;
}

export function isTransport(value: unknown): value is SdkTransport {
  return (
    typeof value === 'object' &&
    value !== null &&
    'send' in value &&
    typeof value.send === 'function'
  );
}

/** A map, which may be of another realm: test runners load the SDK in one of its own. */
export function isMap(value: unknown): value is ReadonlyMap<unknown, unknown> {
  return (
    value instanceof Map ||
    Object.prototype.toString.call(value) === '[object Map]'
  );
}

/** A `Client` or a `Server`. */
export function isServer(protocol: object): boolean {
  return '_oninitialize' in protocol;
}
