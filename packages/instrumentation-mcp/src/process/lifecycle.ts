/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { diag } from '@opentelemetry/api';
import type { Outcome } from '../model/outcome.ts';
import { PACKAGE_NAME } from '../version.ts';

/** A `StdioServerTransport`, and what it reads from and writes to. */
export interface StdioServer {
  readonly transport: object;
  readonly stdin: unknown;
  readonly stdout: unknown;
}

/** What MCP does in this process, with what its listeners are told. */
export interface LifecycleEvents {
  /** A stdio server is about to start. */
  servingStdio: [server: StdioServer];
  /** A client is about to be connected; with its transport. */
  connectedClient: [transport: object];
  /** A server is about to be connected; with its transport. */
  connectedServer: [transport: object];
  /** A connection has been closed; with its transport. */
  closed: [transport: object];
  /** An exchange has begun, the first since {@link Lifecycle.rest}. */
  busy: [];
  /** The first message of all has come in, whoever it is for. */
  firstMessage: [];
  /** The last instrumentation of this process has been disabled. */
  disabled: [];
}

/** What an instrumentation has begun and not yet ended. */
export interface OpenWork {
  /** Whether an exchange is open. */
  readonly isBusy: boolean;
  /** Ends everything. */
  endAll(outcome: Outcome): void;
  /** Ends what nobody will answer any more on this transport. */
  endConnection(transport: object, outcome: Outcome): void;
}

type Listener<E extends keyof LifecycleEvents> = (
  ...args: LifecycleEvents[E]
) => void;

/**
 * Tells what is done to the process when to begin and when to end. Nothing of it
 * happens in a program that never uses MCP.
 */
export class Lifecycle {
  private readonly _listeners: {
    readonly [E in keyof LifecycleEvents]: Set<Listener<E>>;
  } = {
    servingStdio: new Set(),
    connectedClient: new Set(),
    connectedServer: new Set(),
    closed: new Set(),
    busy: new Set(),
    firstMessage: new Set(),
    disabled: new Set(),
  };
  private readonly _enabled = new Map<object, OpenWork>();
  private readonly _open = new WeakSet();
  private _hasMessage = false;
  private _isBusyTold = false;

  /** @returns takes the listener back */
  on<E extends keyof LifecycleEvents>(
    event: E,
    listener: Listener<E>
  ): () => void {
    const listeners: Set<Listener<E>> = this._listeners[event];
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }

  /** A listener that throws costs no more than itself. */
  emit<E extends keyof LifecycleEvents>(
    event: E,
    ...args: LifecycleEvents[E]
  ): void {
    const listeners: Set<Listener<E>> = this._listeners[event];
    for (const listener of [...listeners]) {
      try {
        listener(...args);
      } catch (error) {
        diag.error(`${PACKAGE_NAME}: ${event} was not handled`, error);
      }
    }
  }

  /** Some clients connect in two steps: only the first is told of. */
  connected(
    event: 'connectedClient' | 'connectedServer',
    transport: object
  ): void {
    if (!this._open.has(transport)) {
      this._open.add(transport);
      this.emit(event, transport);
    }
  }

  closed(transport: object): void {
    if (this._open.delete(transport)) {
      this.emit('closed', transport);
    }
  }

  /** To be called for every message that comes in: only the first is told of. */
  message(): void {
    if (!this._hasMessage) {
      this._hasMessage = true;
      this.emit('firstMessage');
    }
  }

  /** To be called for every exchange that begins: the first of many is told of. */
  readonly begun = (): void => {
    if (!this._isBusyTold) {
      this._isBusyTold = true;
      this.emit('busy');
    }
  };

  /** The next exchange is to be told of again. */
  rest(): void {
    this._isBusyTold = false;
  }

  /** An instrumentation is enabled from now on, and has this open. */
  enable(instrumentation: object, work: OpenWork): void {
    this._enabled.set(instrumentation, work);
  }

  disable(instrumentation: object): void {
    if (this._enabled.delete(instrumentation) && this._enabled.size === 0) {
      this.emit('disabled');
    }
  }

  get isBusy(): boolean {
    return [...this._enabled.values()].some(work => work.isBusy);
  }

  endAll(outcome: Outcome): void {
    for (const work of this._enabled.values()) {
      work.endAll(outcome);
    }
  }

  endConnection(transport: object, outcome: Outcome): void {
    for (const work of this._enabled.values()) {
      work.endConnection(transport, outcome);
    }
  }
}

/** That of this process; where our package is loaded twice, each copy has its own. */
export const lifecycle = new Lifecycle();
