/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Link, Span, SpanContext } from '@opentelemetry/api';
import type { Message, RequestId, Response } from '../model/json-rpc.ts';
import { subscriptionOf } from '../model/subscription.ts';
import {
  begunElicitation,
  completedElicitation,
  requiredElicitations,
} from '../model/elicitations.ts';
import { createdTask, referredTask } from '../model/tasks.ts';

/** Tasks and subscriptions that a peer opens and never ends must not pile up. */
const MAX_REFERENCES = 1_000;

/**
 * Spans that later messages refer to by an id of their own, long after they have
 * ended: the call that created a task, the request that opened a subscription, the
 * one that began an elicitation.
 */
export class References {
  /** By task id, which is unique everywhere: a task outlives connections. */
  private readonly _tasks = new Map<string, SpanContext>();
  private readonly _elicitations = new Map<string, SpanContext>();
  private readonly _subscriptions = new WeakMap<
    object,
    Map<RequestId, SpanContext>
  >();
  /** Whether anything has ever been remembered, which is seldom. */
  private _isUsed = false;

  /** Of a request, by what later messages name it. */
  rememberRequest(message: Message, span: Span): void {
    const elicitation = begunElicitation(message);
    if (elicitation !== undefined) {
      this._remember(this._elicitations, elicitation, span.spanContext());
    }
  }

  /** The same, where only its response tells. */
  rememberAnswer({ result, error }: Response, span: Span): void {
    const task = createdTask(result);
    if (task !== undefined) {
      this._remember(this._tasks, task, span.spanContext());
    }
    if (error !== undefined) {
      for (const id of requiredElicitations(error)) {
        this._remember(this._elicitations, id, span.spanContext());
      }
    }
  }

  /** A subscription's id is unique on its connection only. */
  rememberSubscription(owner: object, id: RequestId, span: SpanContext): void {
    const subscriptions =
      this._subscriptions.get(owner) ?? new Map<RequestId, SpanContext>();
    this._subscriptions.set(owner, subscriptions);
    this._remember(subscriptions, id, span);
  }

  /** Links with those to what a message refers to; undefined for none. */
  add(
    links: Link[] | undefined,
    owner: object,
    message: Message
  ): Link[] | undefined {
    if (!this._isUsed) {
      return links;
    }
    const taskId = referredTask(message);
    const task = taskId === undefined ? undefined : this._tasks.get(taskId);
    const id = subscriptionOf(message);
    const subscription =
      id === undefined ? undefined : this._subscriptions.get(owner)?.get(id);
    const elicitation = completedElicitation(message);
    return linked(
      linked(linked(links, task), subscription),
      elicitation === undefined
        ? undefined
        : this._elicitations.get(elicitation)
    );
  }

  /** The oldest goes when there are too many. */
  private _remember<K>(
    references: Map<K, SpanContext>,
    key: K,
    span: SpanContext
  ): void {
    this._isUsed = true;
    references.delete(key);
    references.set(key, span);
    const [oldest] = references.keys();
    if (references.size > MAX_REFERENCES && oldest !== undefined) {
      references.delete(oldest);
    }
  }
}

function linked(
  links: Link[] | undefined,
  context: SpanContext | undefined
): Link[] | undefined {
  return context === undefined ? links : [...(links ?? []), { context }];
}
