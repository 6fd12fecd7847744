/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What happens when this process begins to serve. */
export interface ServingListener {
  /** A server of the SDK is connected, or a stdio server starts. */
  serving(): void;
  /** A stdio server starts to read this stream. */
  servingStdin(stdin: NodeJS.EventEmitter): void;
}

let listener: ServingListener | undefined;

/** There is one in a process: it is loaded by a flag. */
export function onServing(added: ServingListener): void {
  listener = added;
}

export function beginServing(): void {
  listener?.serving();
}

export function beginServingStdin(stdin: NodeJS.EventEmitter): void {
  listener?.serving();
  listener?.servingStdin(stdin);
}
