/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { forwardingEnvironment } from './forwarding-environment.ts';
import { servingStdio } from './serving-stdio.ts';
import { cacheHits } from './cache-hits.ts';
import { callsOver } from './calls-over.ts';
import { checkingResults } from './checking-results.ts';
import { closing } from './closing.ts';
import {
  connecting,
  probing,
  startingInside,
  startingStdio,
} from './connecting.ts';
import { startingStdioServer } from '../entries/stdio-entry.ts';
import { flushingClose } from './flushing-close.ts';
import { connectingFacade } from './facade.ts';
import { incomingNotifications } from './incoming-notifications.ts';
import { incomingRequests } from './incoming-requests.ts';
import { incomingResponses } from './incoming-responses.ts';
import { outgoingRequests } from './outgoing-requests.ts';
import type { Patching, Wrapper } from '../patching.ts';
import { owns } from '../prototypes.ts';
import { standaloneStreams } from './standalone-stream.ts';
import { toolExceptions } from './tool-exceptions.ts';
import { transportHeaders } from './transport-headers.ts';

/** A prototype of the SDK that is worth patching, and how. */
export interface PatchRow {
  /**
   * Told by its methods, whose names survive bundlers; class names do not.
   */
  readonly matches: (prototype: object) => boolean;
  readonly methods: Readonly<Record<string, (patching: Patching) => Wrapper>>;
}

const receiving: PatchRow['methods'] = {
  connect: connecting,
  _onrequest: incomingRequests,
  _onnotification: incomingNotifications,
  _onresponse: incomingResponses,
  _onclose: closing,
};

const both: PatchRow['methods'] = {
  ...receiving,
  _cleanupTimeout: callsOver,
  close: flushingClose,
};

/** The smallest set of patches that sees everything. */
export const PATCH_TABLE: readonly PatchRow[] = [
  {
    // v1: `Protocol`, the base of client and server.
    matches: prototype =>
      owns(prototype, '_onrequest', 'request') &&
      !owns(prototype, '_requestWithSchemaViaCodec'),
    methods: { ...both, request: outgoingRequests(0) },
  },
  {
    // v2: `Protocol`, bundled with the client and once more with the server.
    matches: prototype =>
      owns(prototype, '_onrequest', '_requestWithSchemaViaCodec'),
    methods: { ...both, _requestWithSchemaViaCodec: outgoingRequests(1) },
  },
  {
    // v2: `Client`, which alone probes a server before it connects.
    matches: prototype => owns(prototype, 'connect', '_connectNegotiated'),
    methods: { connect: probing },
  },
  {
    // Both: `Client`.
    matches: prototype => owns(prototype, 'callTool', 'listTools'),
    methods: { callTool: checkingResults },
  },
  {
    // v2: `Client`, which answers some calls out of its cache.
    matches: prototype => owns(prototype, '_serveFromCache'),
    methods: { _serveFromCache: cacheHits },
  },
  {
    // Both: `StdioClientTransport`.
    matches: prototype => isStdio(prototype) && hasStderr(prototype),
    methods: {
      start: chain(startingStdio, startingInside, forwardingEnvironment),
    },
  },
  {
    // Both: `StdioServerTransport`.
    matches: prototype => isStdio(prototype) && !hasStderr(prototype),
    methods: {
      start: chain(startingStdioServer, servingStdio, startingInside),
    },
  },
  {
    // Both: `StreamableHTTPClientTransport`.
    matches: prototype => owns(prototype, 'send', '_startOrAuthSse'),
    methods: { _startOrAuthSse: standaloneStreams },
  },
  {
    // Both: `StreamableHTTPClientTransport`, `SSEClientTransport`.
    matches: prototype => owns(prototype, 'send', '_commonHeaders'),
    methods: { _commonHeaders: transportHeaders, start: startingInside },
  },
  {
    // Both: `McpServer`, whose class does not lead to `Protocol`.
    matches: prototype =>
      owns(prototype, 'connect', 'tool') ||
      owns(prototype, 'connect', 'registerTool'),
    methods: { connect: connectingFacade },
  },
  {
    // Both: `McpServer` since 1.24.
    matches: prototype => owns(prototype, 'executeToolHandler'),
    methods: { executeToolHandler: toolExceptions },
  },
];

function isStdio(prototype: object): boolean {
  return owns(prototype, 'start', 'send', 'processReadBuffer');
}

/** Only a client has a child whose stderr it can show. */
function hasStderr(prototype: object): boolean {
  return Object.hasOwn(prototype, 'stderr');
}

/** Wraps one method twice; the last wrapper is the outermost. */
function chain(
  ...wrappers: readonly ((patching: Patching) => Wrapper)[]
): (patching: Patching) => Wrapper {
  return patching => {
    const made = wrappers.map(wrapper => wrapper(patching));
    return original =>
      made.reduce((wrapped, wrapper) => wrapper(wrapped), original);
  };
}

/** Internals without which a part of every trace is missing. */
export function missingMethods(prototype: object): string[] {
  return owns(prototype, '_onrequest')
    ? Object.keys(receiving).filter(name => !owns(prototype, name))
    : [];
}
