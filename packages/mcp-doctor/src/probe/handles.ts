/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { Server, Socket } from 'node:net';
import { isObject } from './json.ts';

/** Some versions of Node open stdin for a loader, and nobody reads it. */
export function readsStdin(): boolean {
  return handles().some(
    handle =>
      handle instanceof Socket &&
      Reflect.get(handle, 'fd') === 0 &&
      (handle.readableFlowing === true || handle.listenerCount('readable') > 0)
  );
}

export function listeningPorts(): number[] {
  return handles().flatMap(handle => {
    const address = handle instanceof Server ? handle.address() : null;
    return address !== null && typeof address === 'object'
      ? [address.port]
      : [];
  });
}

/** As Node made it: require-in-the-middle hooks this way to a module as well. */
const getBuiltinModule: unknown = Reflect.get(process, 'getBuiltinModule');

/**
 * Whether requests reach a server of this process past whatever instruments
 * `http`, which leaves its mark on the one method through which all of them go.
 * The module must not be loaded, or patched, because of the doctor.
 */
export function servesUnpatchedHttp(): boolean {
  return handles().some(handle => {
    const emit: unknown =
      handle instanceof Server && isHttpServer(handle)
        ? Reflect.get(handle, 'emit')
        : undefined;
    return typeof emit === 'function' && !Reflect.has(emit, '__original');
  });
}

function isHttpServer(server: Server): boolean {
  const http: unknown =
    typeof getBuiltinModule === 'function'
      ? Reflect.apply(getBuiltinModule, process, ['node:http'])
      : undefined;
  const HttpServer: unknown = isObject(http) ? http['Server'] : undefined;
  return typeof HttpServer === 'function' && server instanceof HttpServer;
}

/** Node documents no way to ask for more than the names of what it waits for. */
function handles(): unknown[] {
  const get: unknown = Reflect.get(process, '_getActiveHandles');
  const found: unknown =
    typeof get === 'function' ? Reflect.apply(get, process, []) : [];
  return Array.isArray(found) ? found : [];
}
