/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { ClientExchange } from '../exchange/client-exchange.ts';
import { isObject, type JsonObject, type Message } from '../model/json-rpc.ts';
import { refusal } from './transports/local-failure.ts';

/** Tools of one client that are remembered. */
const MAX_TOOLS = 1_000;

/** One `Client.callTool()`, which may send its request again. */
export class CheckedCall {
  private readonly _requests: ClientExchange[] = [];

  get isWaiting(): boolean {
    return this._requests.length === 0;
  }

  has(request: ClientExchange): boolean {
    return this._requests.includes(request);
  }

  sends(request: ClientExchange): void {
    request.isChecked = true;
    this._requests.push(request);
  }

  accepted(): void {
    for (const request of this._requests) {
      request.checked(undefined);
    }
  }

  refused(error: unknown): void {
    for (const request of this._requests) {
      request.checked(refusal(error));
    }
  }
}

/**
 * Calls whose result the client checks above the wire, after its request has
 * been answered: those of tools with a schema of their output. All others end as
 * soon as the SDK has accepted their result.
 */
export class CheckedCalls {
  /** Names of tools with a schema, by client. */
  private readonly _tools = new WeakMap<object, Set<string>>();
  /** By the `params` that the SDK sends on as they are. */
  private readonly _legs = new WeakMap<object, CheckedCall>();
  private readonly _open = new Map<object, CheckedCall[]>();
  /** The `params` of calls that have not yet sent their request. */
  private readonly _starting = new WeakSet();

  /** Reads which tools have a schema out of the answers to `tools/list`. */
  learn(client: object, method: string, result: unknown): void {
    const tools = isObject(result) ? result['tools'] : undefined;
    if (method !== 'tools/list' || !Array.isArray(tools)) {
      return;
    }
    for (const tool of tools as unknown[]) {
      if (isObject(tool) && isObject(tool['outputSchema'])) {
        this._add(client, tool['name']);
      }
    }
  }

  /** Whether a request is sent by `Client.callTool()`, which awaits it: asked once. */
  isAwaited({ params }: Message): boolean {
    return isObject(params) && this._starting.delete(params);
  }

  /** Undefined where nothing will be checked. */
  begin(
    client: object,
    params: unknown,
    options: unknown
  ): CheckedCall | undefined {
    if (!isObject(params)) {
      return undefined;
    }
    this._starting.add(params);
    if (!this._hasSchema(client, params['name'], options)) {
      return undefined;
    }
    const call = new CheckedCall();
    this._open.set(params, [...(this._open.get(params) ?? []), call]);
    return call;
  }

  end(params: unknown, call: CheckedCall): void {
    if (isObject(params)) {
      const others = this._open.get(params)?.filter(other => other !== call);
      if (others === undefined || others.length === 0) {
        this._open.delete(params);
      } else {
        this._open.set(params, others);
      }
    }
  }

  /** A request is about to be sent; or the next leg of one that required input. */
  sends({ params }: Message, request: ClientExchange): void {
    if (this._open.size > 0 && isObject(params)) {
      const calls = this._open.get(params);
      const call =
        calls?.find(({ isWaiting }) => isWaiting) ??
        calls?.[0] ??
        this._legs.get(metaOf(params));
      call?.sends(request);
    }
  }

  /** It left with this message, by whose `_meta` the next leg is known. */
  left({ params }: Message, request: ClientExchange): void {
    for (const call of [...this._open.values()].flat()) {
      if (call.has(request) && isObject(params)) {
        this._legs.set(metaOf(params), call);
      }
    }
  }

  private _hasSchema(client: object, name: unknown, options: unknown): boolean {
    const given = isObject(options) ? options['toolDefinition'] : undefined;
    return isObject(given)
      ? given['outputSchema'] !== undefined
      : typeof name === 'string' && this._tools.get(client)?.has(name) === true;
  }

  private _add(client: object, name: unknown): void {
    let tools = this._tools.get(client);
    if (tools === undefined) {
      tools = new Set();
      this._tools.set(client, tools);
    }
    if (typeof name === 'string' && tools.size < MAX_TOOLS) {
      tools.add(name);
    }
  }
}

function metaOf(params: JsonObject): object {
  const meta = params['_meta'];
  return isObject(meta) ? meta : params;
}
