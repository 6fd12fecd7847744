/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject, stringParam, type Message } from '../model/json-rpc.ts';

/** What a facade keeps its tools and prompts in, by name, on both lines of the SDK. */
const REGISTRIES: Readonly<Record<string, string>> = {
  'tools/call': '_registeredTools',
  'prompts/get': '_registeredPrompts',
};

/** The `McpServer` of each `Server` behind one, which keeps it alive no longer. */
export class Facades {
  private readonly _byServer = new WeakMap<object, object>();

  add(facade: object): void {
    const { server }: { server?: unknown } = facade;
    if (isObject(server) && !this._byServer.has(server)) {
      this._byServer.set(server, facade);
    }
  }

  /** Whether what a request names is registered. */
  has(server: object, message: Message): boolean {
    const registry = REGISTRIES[message.method];
    const facade =
      registry === undefined ? undefined : this._byServer.get(server);
    if (facade === undefined || registry === undefined) {
      return false;
    }
    const registered = isObject(facade) ? facade[registry] : undefined;
    const name = stringParam(message, 'name');
    return (
      isObject(registered) &&
      name !== undefined &&
      Object.hasOwn(registered, name)
    );
  }
}
