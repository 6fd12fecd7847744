/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { AmbientContext } from '../../model/connection.ts';
import { attempt } from '../prototypes.ts';
import type { SdkTransport } from '../sdk-shapes.ts';
import { urlOf } from './transport-url.ts';

/** What a transport is, whatever its class is called. */
export interface Traits {
  readonly networkTransport?: 'pipe' | 'tcp' | undefined;
  readonly protocolName?: 'http' | 'websocket' | undefined;
  readonly ambientContext: AmbientContext;
  /** What makes a session: the connection itself, or an `Mcp-Session-Id`. */
  readonly session: 'connection' | 'id';
  /** Whether it lives for one request only. */
  readonly singleRequest?: boolean;
}

const STDIO: Traits = {
  networkTransport: 'pipe',
  ambientContext: 'opener',
  session: 'connection',
};
const IN_MEMORY: Traits = { ambientContext: 'opener', session: 'connection' };
const WEBSOCKET = web('websocket', 'opener', 'connection');
const SSE_CLIENT = web('http', 'opener', 'connection');
/** Legacy: messages come by POST, answers leave by the event stream. */
const SSE_SERVER = web('http', 'message', 'connection');
const HTTP_CLIENT = web('http', 'call', 'id');
const HTTP_SERVER = web('http', 'message', 'id');
/** What `createMcpHandler` of v2 serves one request of the modern era with. */
const HTTP_REQUEST: Traits = { ...HTTP_SERVER, singleRequest: true };
/** A transport of which nothing is known. */
export const UNKNOWN: Traits = { ambientContext: 'unknown', session: 'id' };

/**
 * Members that tell the SDK's transports of 1.8 … 2.x apart; the first row of
 * which a transport has all holds. Bundlers rename classes, but no properties,
 * and a subclass has those of its base.
 */
const SHAPES = rows([
  [HTTP_REQUEST, 'handleMessage', 'upgradeToSse'],
  [SSE_SERVER, 'handlePostMessage'],
  [HTTP_SERVER, 'handleRequest', 'sessionId'],
  // Before a session has begun, v1 has no `sessionId` at all.
  [HTTP_SERVER, 'handleRequest', 'sessionIdGenerator'],
  [HTTP_CLIENT, '_startOrAuthSse', '_url'],
  [SSE_CLIENT, '_startOrAuth', '_url'],
  [STDIO, 'processReadBuffer'],
  [STDIO, '_serverParams'],
  // What `serveStdio` of v2 connects in place of the stdio transport.
  [STDIO, '_wire', 'deliver'],
  [IN_MEMORY, '_messageQueue', 'start'],
]);

/** @returns `UNKNOWN` for a transport that is none of the SDK's, nor has a URL */
export function traitsOf(transport: SdkTransport): Traits {
  return attempt(() => shapeOf(transport)) ?? guessByUrl(transport);
}

/** Without a step of its own per row: stateless servers connect for each request. */
function shapeOf(transport: SdkTransport): Traits | undefined {
  for (const { traits, first, second } of SHAPES) {
    if (first in transport && (second === undefined || second in transport)) {
      return traits;
    }
  }
  return undefined;
}

/** A WebSocket client has nothing of its own but a URL. */
function guessByUrl(transport: SdkTransport): Traits {
  const url = urlOf(attempt(() => transport._url));
  if (url === undefined) {
    return UNKNOWN;
  }
  return url.protocol.startsWith('ws') || has(transport, '_socket')
    ? WEBSOCKET
    : HTTP_CLIENT;
}

function web(
  protocolName: 'http' | 'websocket',
  ambientContext: AmbientContext,
  session: Traits['session']
): Traits {
  return { networkTransport: 'tcp', protocolName, ambientContext, session };
}

interface Shape {
  readonly traits: Traits;
  readonly first: string;
  readonly second: string | undefined;
}

function rows(
  given: readonly (readonly [Traits, string, string?])[]
): readonly Shape[] {
  return given.map(([traits, first, second]) => ({ traits, first, second }));
}

function has(transport: object, member: string): boolean {
  return attempt(() => member in transport) ?? false;
}
