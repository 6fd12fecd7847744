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
import { takeSpawnMark } from './spawn-mark.ts';

/** Node tells of every HTTP request before anybody handles it. */
const HTTP_REQUEST = 'http.server.request.start';

/** A process that has not served anybody by then is no server that starts. */
const LIMIT_MS = 60_000;

type Method = (...args: unknown[]) => unknown;

/**
 * Joins what this process does before it serves anybody to the trace that
 * started it: `TRACEPARENT` and its like in the environment (OpenTelemetry,
 * "Environment Variables as Context Propagation Carriers"). Only where a client of
 * ours has put them there; in any other process nothing is done.
 *
 * Nothing is attached to an asynchronous context. Everything that start-up opens
 * (stdin, sockets, timers) would keep it, and so would all messages that come in
 * later. Instead the context manager is asked who is active, and says so as long
 * as the start-up lasts.
 */
export class StartUp {
  private _over = true;
  private _began = 0;
  private _context: Context | undefined;
  private readonly _undo: (() => void)[] = [];

  begin(): void {
    if (!takeSpawnMark(process.env) || !isMainThread) {
      return;
    }
    this._over = false;
    this._began = performance.now();
    const end = () => {
      this.end();
    };
    subscribe(HTTP_REQUEST, end);
    this._undo.push(
      () => unsubscribe(HTTP_REQUEST, end),
      onRegistration('context', manager => {
        if (!this._over) {
          this._join(manager);
        }
        return manager;
      })
    );
  }

  /** This process serves now: what happens from here on has parents of its own. */
  end(): void {
    this._over = true;
    for (const undo of this._undo.splice(0)) {
      undo();
    }
  }

  private _join(manager: object): void {
    const original: unknown = Reflect.get(manager, 'active');
    if (!isMethod(original)) {
      return;
    }
    const read = () => Reflect.apply(original, manager, []) as Context;
    const root = read();
    // Who enters the root means it, though managers take it for nothing entered.
    const entered = root.setValue(Symbol('root'), undefined);
    let entering = false;
    const active = () => {
      const current = read();
      if (current === entered) {
        return root;
      }
      return current === root && !entering ? this._contextIn(root) : current;
    };
    const enter = (method: Method, args: unknown[]) => {
      const [context, ...rest] = args;
      const meant = context === root && !this._over ? entered : context;
      return Reflect.apply<object, unknown[], unknown>(method, manager, [
        meant,
        ...rest,
      ]);
    };
    this._undo.push(override(manager, 'active', active));
    this._override(manager, 'with', method => {
      return (...args) => enter(method, args);
    });
    this._override(manager, 'attach', method => {
      return (...args) => {
        // It asks who is active, to enter that again: never ours.
        entering = true;
        try {
          return enter(method, args);
        } finally {
          entering = false;
        }
      };
    });
  }

  private _override(
    manager: object,
    name: string,
    wrap: (original: Method) => Method
  ): void {
    const original: unknown = Reflect.get(manager, name);
    if (isMethod(original)) {
      this._undo.push(override(manager, name, wrap(original)));
    }
  }

  /** A propagator is registered after the context manager. */
  private _contextIn(root: Context): Context {
    if (performance.now() - this._began > LIMIT_MS) {
      this.end();
    }
    if (this._over) {
      return root;
    }
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

function isMethod(value: unknown): value is Method {
  return typeof value === 'function';
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
