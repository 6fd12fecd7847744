/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import {
  connectPair,
  createClient,
  createServer,
  settled,
  type Pair,
} from './pair.ts';
import { callTool, handle, onNotification, request, type Sdk } from './sdk.ts';

const SAMPLED = {
  model: 'm',
  role: 'assistant',
  content: { type: 'text', text: 'x' },
};

/** What an application sees of its calls: results, errors, notifications. */
export type Seen = Record<string, unknown>;

/** A pair that uses no telemetry itself. */
export function plainPair(
  sdk: Sdk,
  transports = sdk.InMemoryTransport.createLinkedPair()
): Promise<Pair> {
  const server = createServer(sdk, (_, action) => action());
  return connectPair(sdk, createClient(sdk), server, transports);
}

/** Goes through all kinds of messages, and tells what came of each. */
export async function playThrough(
  sdk: Sdk,
  connect: () => Promise<Pair> = () => plainPair(sdk)
): Promise<Seen> {
  const pair = await connect();
  const { client, server } = pair;
  const seen: Seen = {};
  const note = async (what: string, outcome: Promise<unknown>) => {
    seen[what] = await outcome.catch(describeError);
  };
  handle(sdk, client, 'sampling/createMessage', () => SAMPLED);
  onNotification(sdk, client, 'notifications/message', message => {
    seen['log'] = withoutMeta(message['params'] as object);
  });
  for (const name of ['echo', 'fail', 'sample', 'roots', 'log', 'unknown']) {
    const params = { name, arguments: { text: 'a' }, _meta: { mine: 1 } };
    await note(name, callTool(sdk, client, params));
  }
  const onprogress = (progress: object) => {
    seen['onprogress'] = withoutMeta(progress);
  };
  const params = { name: 'progress', arguments: {} };
  await note('progress', callTool(sdk, client, params, { onprogress }));
  await note('list', client.listTools());
  await note('ping', client.ping());
  await note('missing', request(sdk, client, { method: 'prompts/list' }));
  await note('notification', client.sendRootsListChanged());
  await note('from the server', server.server.listRoots());
  const signal = AbortSignal.abort('changed my mind');
  await note('aborted', request(sdk, client, { method: 'ping' }, { signal }));
  await pair.close();
  await note('closed', client.ping());
  await settled();
  return seen;
}

/** Trace context in `_meta` is for everyone to see. */
function withoutMeta(params: object): object {
  return { ...params, _meta: undefined };
}

function describeError(error: unknown): unknown {
  return error instanceof Error
    ? {
        name: error.constructor.name,
        message: error.message,
        code: Reflect.get(error, 'code') as unknown,
      }
    : { thrown: error };
}
