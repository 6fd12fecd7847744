/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { once } from 'node:events';
import { callTool, request } from '../../support/sdk.ts';
import type { CallOptions } from '../../support/sdk.ts';
import { PipeClientTransport } from './pipes.ts';
import type { Link } from './link.ts';

/** The request that is to fail. */
export interface Sending {
  readonly method: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** What happens while the request is open. */
export type Disturbance =
  | 'none'
  | 'time-out'
  | 'abort'
  | 'abort before sending'
  | 'client closes'
  | 'server closes'
  | 'sending fails'
  | 'same id again'
  | 'server is gone';

/** Sends the request, disturbs it, and waits until the caller knows. */
export async function provoke(
  link: Link,
  sending: Sending,
  disturbance: Disturbance
): Promise<void> {
  await DISTURBANCES[disturbance](link, sending).catch(() => undefined);
}

const DISTURBANCES: Record<
  Disturbance,
  (link: Link, sending: Sending) => Promise<unknown>
> = {
  none: send,
  'time-out': (link, sending) => send(link, sending, { timeout: 20 }),
  async abort(link, sending) {
    const controller = new AbortController();
    const arrived = arrival(link);
    const sent = send(link, sending, { signal: controller.signal });
    await Promise.race([arrived, sent]);
    controller.abort('changed my mind');
    return sent;
  },
  'abort before sending': (link, sending) =>
    send(link, sending, { signal: AbortSignal.abort('changed my mind') }),
  async 'client closes'(link, sending) {
    const arrived = arrival(link);
    const sent = send(link, sending);
    await Promise.race([arrived, sent]);
    await link.client.close();
    return sent;
  },
  async 'server closes'(link, sending) {
    const arrived = arrival(link);
    const sent = send(link, sending);
    await Promise.race([arrived, sent]);
    await Promise.all(link.servers.map(server => server.close()));
    // as the end of its process does; over HTTP nothing tells a legacy client
    link.pipes?.toClient.end();
    if (link.http !== undefined && link.era === 'legacy') {
      await link.client.close();
    }
    return sent;
  },
  'sending fails'(link, sending) {
    const { clientTransport } = link;
    if (clientTransport instanceof PipeClientTransport) {
      const error = new Error('broken pipe');
      clientTransport.sendFailure = Object.assign(error, { code: 'EPIPE' });
    }
    return send(link, sending);
  },
  async 'same id again'(link, sending) {
    // past the client, for it would never do that
    const message = { jsonrpc: '2.0', id: 'twice', ...sending };
    for (let count = 0; count < 2; count++) {
      const arrived = arrival(link);
      link.pipes?.toServer.write(`${JSON.stringify(message)}\n`);
      await arrived;
    }
    await link.close();
  },
  async 'server is gone'(link, sending) {
    await link.http?.close();
    return send(link, sending);
  },
};

function send(
  { sdk, client }: Link,
  { method, params = {} }: Sending,
  options?: CallOptions
): Promise<unknown> {
  if (method === 'tools/call') return callTool(sdk, client, params, options);
  if (method === 'resources/read') {
    const read = Reflect.get(client, 'readResource') as (
      params: object,
      options?: CallOptions
    ) => Promise<unknown>;
    return read.call(client, params, options);
  }
  return request(sdk, client, { method, params }, options);
}

/** Until the handler of `resources/read` runs. */
function arrival({ reads }: Link): Promise<unknown> {
  return once(reads, 'read');
}
