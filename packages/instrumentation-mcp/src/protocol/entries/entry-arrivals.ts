/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject } from '../../model/json-rpc.ts';
import type { SdkMessageExtra } from '../sdk-shapes.ts';

/**
 * What the entries of SDK v2 (`createMcpHandler`, `serveStdio`) have taken in
 * and may still answer themselves. Most of it they hand on to a `Protocol`, which
 * traces it: told by the objects that are handed on, no context manager is needed.
 */
export class EntryArrivals {
  private readonly _dispatched = new WeakMap<object, () => void>();

  /** The carrier is a JSON-RPC message, or the HTTP request that holds one. */
  add(carrier: object, dispatched: () => void): void {
    this._dispatched.set(carrier, dispatched);
  }

  /** A `Protocol` was given this message, with what the transport says of it. */
  dispatched(message: unknown, extra: unknown): void {
    this._tell(message);
    if (isObject(extra)) {
      const { request }: SdkMessageExtra = extra;
      this._tell(request);
    }
  }

  private _tell(carrier: unknown): void {
    if (isObject(carrier)) {
      this._dispatched.get(carrier)?.();
    }
  }
}
