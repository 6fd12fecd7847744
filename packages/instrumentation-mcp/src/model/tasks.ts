/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject, metaValue, stringParam, type Message } from './json-rpc.ts';
import {
  CANCELLED,
  outcomeOfResult,
  TASK_FAILED,
  type Outcome,
} from './outcome.ts';

/** Joins messages to a task in v1 (2025-11-25, experimental). */
const RELATED_TASK_META_KEY = 'io.modelcontextprotocol/related-task';

/** Requests and notifications that are about a task which another call created. */
function isTaskMethod(method: string): boolean {
  return (
    method.startsWith('tasks/') || method.startsWith('notifications/tasks')
  );
}

/** Asks how a task is doing, over and over. */
export function isPoll(method: string): boolean {
  return method === 'tasks/get';
}

/** The task that a call's result promises in place of an answer. */
export function createdTask(result: unknown): string | undefined {
  if (!isObject(result)) {
    return undefined;
  }
  const task = isObject(result['task']) ? result['task'] : result;
  const isTask = task !== result || result['resultType'] === 'task';
  const id = task['taskId'];
  return isTask && typeof id === 'string' ? id : undefined;
}

/** The task that a message is about. */
export function referredTask(message: Message): string | undefined {
  const related = metaValue(message, RELATED_TASK_META_KEY);
  const id = isObject(related) ? related['taskId'] : undefined;
  if (typeof id === 'string') {
    return id;
  }
  return isTaskMethod(message.method)
    ? stringParam(message, 'taskId')
    : undefined;
}

/** How the task ended, if the answer to a poll says that it has. */
export function taskOutcome(result: unknown): Outcome | undefined {
  if (!isObject(result)) {
    return undefined;
  }
  switch (result['status']) {
    case 'completed':
      return outcomeOfResult(result['result']);
    case 'cancelled':
      return { kind: 'failure', errorType: CANCELLED };
    case 'failed': {
      const error = result['error'];
      const code = isObject(error) ? error['code'] : undefined;
      const errorType = typeof code === 'number' ? String(code) : TASK_FAILED;
      return { kind: 'failure', errorType };
    }
    default:
      return undefined;
  }
}
