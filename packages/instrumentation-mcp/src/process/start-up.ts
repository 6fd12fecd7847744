/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  isSpanContextValid,
  propagation,
  trace,
  type Context,
} from '@opentelemetry/api';
import { EnvironmentGetter } from '@opentelemetry/propagator-env-carrier';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { isMainThread } from 'node:worker_threads';
import { onRegistration } from './api-registrations.ts';
import { override } from './own-property.ts';

/** Node tells of every HTTP request before anybody handles it. */
const HTTP_REQUEST = 'http.server.request.start';

/**
 * Joins what this process does before it serves anybody to the trace that
 * started it: `TRACEPARENT` and its like in the environment (OpenTelemetry,
 * "Environment Variables as Context Propagation Carriers").
 *
 * Nothing is attached to an asynchronous context. Everything that start-up opens
 * (stdin, sockets, timers) would keep it, and so would all messages that come in
 * later. Instead the context manager is asked who is active, and says so as long
 * as the start-up lasts.
 */
export class StartUp {
  private _over = !isMainThread;
  private _context: Context | undefined;
  private readonly _restore: (() => void)[] = [];
  private readonly _end = (): void => {
    this.end();
  };

  begin(): void {
    if (this._over) {
      return;
    }
    subscribe(HTTP_REQUEST, this._end);
    onRegistration('context', manager => {
      if (!this._over) {
        this._join(manager);
      }
      return manager;
    });
  }

  /** This process serves now: what happens from here on has parents of its own. */
  end(): void {
    if (!this._over) {
      this._over = true;
      unsubscribe(HTTP_REQUEST, this._end);
      for (const restore of this._restore) {
        restore();
      }
    }
  }

  private _join(manager: object): void {
    const original: unknown = Reflect.get(manager, 'active');
    if (typeof original !== 'function') {
      return;
    }
    const read = () => Reflect.apply(original, manager, []) as Context;
    const root = read();
    const active = () => {
      const current = read();
      return current === root && !this._over ? this._contextIn(root) : current;
    };
    this._restore.push(override(manager, 'active', active));
  }

  /** A propagator is registered after the context manager. */
  private _contextIn(root: Context): Context {
    if (this._context !== undefined) {
      return this._context;
    }
    if (propagation.fields().length === 0) {
      return root;
    }
    // Whoever asks for the active context meanwhile gets none.
    this._context = root;
    try {
      this._context = contextOfEnvironment(root);
    } catch {
      // A propagator that throws: the start-up is a trace of its own.
    }
    if (this._context === root) {
      this.end();
    }
    return this._context;
  }
}

function contextOfEnvironment(root: Context): Context {
  const extracted = propagation.extract(
    root,
    undefined,
    new EnvironmentGetter()
  );
  const span = trace.getSpanContext(extracted);
  return span !== undefined && isSpanContextValid(span) ? extracted : root;
}
