/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { observe } from '../options/support/observe.ts';
import { createClient, settled } from '../support/pair.ts';
import {
  ALL,
  callTool,
  handle,
  type Client,
  type Message,
  type Sdk,
  type Server,
  type Transport,
} from '../support/sdk.ts';

const INITIALIZED = {
  protocolVersion: '2025-06-18',
  capabilities: { tools: {} },
  serverInfo: { name: 'test', version: '1' },
};
const TOOL = {
  name: 'sum',
  inputSchema: { type: 'object' },
  outputSchema: { type: 'object', required: ['total'] },
};
const NUMBER = z.looseObject({ n: z.number() });

/** A schema whose check takes its time, as those of v2 may. */
const SLOW = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: async () => {
      await settled();
      await settled();
      return { issues: [{ message: 'refused late' }] };
    },
  },
};

/** The other end, which answers as it is told, while a message is sent or later. */
class Peer implements Transport {
  isQuick = false;
  result: object | undefined = {};
  error: object | undefined;
  fails = false;
  onmessage?: (message: unknown) => void;
  onclose?: () => void;

  start = () => Promise.resolve();
  close = () => {
    this.onclose?.();
    return Promise.resolve();
  };

  send = async (message: object) => {
    const { id, method } = message as Message;
    if (this.fails) {
      await Promise.resolve();
      throw new Error('the pipe is broken');
    }
    if (typeof method !== 'string' || id === undefined) return;
    const result = method === 'initialize' ? INITIALIZED : this.result;
    const answer = () => {
      if (this.error !== undefined && method !== 'initialize') {
        this.onmessage?.({ jsonrpc: '2.0', id, error: this.error });
      } else if (result !== undefined) {
        this.onmessage?.({ jsonrpc: '2.0', id, result });
      }
    };
    if (this.isQuick) answer();
    else setImmediate(answer);
  };
}

interface Scene {
  readonly sdk: Sdk;
  readonly client: Client;
  readonly server: Server;
  readonly peer: Peer;
  /** The other end of the server. */
  readonly caller: Peer;
}

/** `request()` with a schema, as applications call it. */
function ask(
  { client }: Scene,
  schema: unknown = NUMBER,
  options?: object
): Promise<unknown> {
  return client.request({ method: 'acme/ask', params: {} }, schema, options);
}

/** What becomes of a promise that the application got. */
const FATES: Record<string, (promise: Promise<unknown>) => Promise<void>> = {
  'is dropped': () => Promise.resolve(),
  'is handled at once': async promise => {
    await promise.catch(() => undefined);
  },
  'is handled late': async promise => {
    await pause(12);
    await promise.catch(() => undefined);
  },
};

interface Failure {
  readonly prepare?: (scene: Scene) => Promise<void>;
  /** Makes the promise that will be rejected. */
  readonly fail: (scene: Scene) => Promise<unknown>;
}

type Fail = Failure['fail'];

const FAILURES: Record<string, Fail | Failure> = {
  'a result that its schema refuses': scene => ask(scene),
  'the same, while the request is sent': scene => {
    scene.peer.isQuick = true;
    return ask(scene);
  },
  'a listing that the SDK refuses': ({ client, peer }) => {
    peer.result = { tools: 7 };
    return client.listTools();
  },
  'an error': scene => {
    scene.peer.error = { code: -32_000, message: 'no' };
    return ask(scene);
  },
  'an error, while the request is sent': scene => {
    scene.peer.isQuick = true;
    scene.peer.error = { code: -32_000, message: 'no' };
    return ask(scene);
  },
  'a request that cannot be sent': scene => {
    scene.peer.fails = true;
    return ask(scene);
  },
  'a request that takes too long': scene => {
    scene.peer.result = undefined;
    return ask(scene, NUMBER, { timeout: 1 });
  },
  'a request that was aborted before': scene =>
    ask(scene, NUMBER, { signal: AbortSignal.abort(new Error('stop')) }),
  'a request that is aborted': scene => {
    const abort = new AbortController();
    setImmediate(() => {
      abort.abort(new Error('stop'));
    });
    scene.peer.result = undefined;
    return ask(scene, NUMBER, { signal: abort.signal });
  },
  'a connection that closes': scene => {
    setImmediate(() => void scene.client.close());
    scene.peer.result = undefined;
    return ask(scene);
  },
  'structured content that its tool does not allow': {
    prepare: async ({ client, peer }) => {
      peer.result = { tools: [TOOL] };
      await client.listTools();
      peer.result = { content: [] };
    },
    fail: ({ sdk, client }) => callTool(sdk, client, { name: 'sum' }),
  },
  'the result of a tool that the SDK refuses': ({ sdk, client, peer }) => {
    peer.result = { content: 7 };
    return callTool(sdk, client, { name: 'sum' });
  },
  'what a client answers a server': ({ server, caller }) => {
    caller.result = { roots: 7 };
    return server.listRoots();
  },
  'a notification that cannot be sent': ({ client, peer }) => {
    peer.fails = true;
    return client.notification({ method: 'notifications/progress' });
  },
  'a request of no Protocol that cannot be sent': ({ peer }) => {
    peer.fails = true;
    return peer.send({ jsonrpc: '2.0', id: 'raw', method: 'acme/raw' });
  },
  'a notification of no Protocol that cannot be sent': ({ peer }) => {
    peer.fails = true;
    return peer.send({ jsonrpc: '2.0', method: 'notifications/raw' });
  },
  'an answer of no Protocol that cannot be sent': {
    prepare: async ({ sdk, server, caller }) => {
      const handled = new Promise<void>(resolve => {
        handle(sdk, server, 'ping', () => {
          resolve();
          return new Promise(() => undefined);
        });
      });
      caller.onmessage?.({ jsonrpc: '2.0', id: 'raw', method: 'ping' });
      await handled;
      caller.fails = true;
    },
    fail: ({ caller }) =>
      caller.send({ jsonrpc: '2.0', id: 'raw', result: {} }),
  },
};

/** Of v2 alone, whose schemas may be asynchronous. */
const FAILURES_V2: Record<string, Fail> = {
  'a result that its schema refuses late': scene => ask(scene, SLOW),
};

/** What the process hears of a promise, and what becomes of it. */
async function hear(
  sdk: Sdk,
  failure: Fail | Failure,
  fate: (promise: Promise<unknown>) => Promise<void>
): Promise<string[]> {
  const { prepare, fail } =
    typeof failure === 'function'
      ? { prepare: undefined, fail: failure }
      : failure;
  const scene = await connected(sdk);
  const { peer, caller, client, server } = scene;
  await prepare?.(scene);
  const rejections = new Rejections();
  try {
    const promise = fail(scene);
    rejections.name(promise, 'the promise of the application');
    await fate(promise);
    for (let turn = 0; turn < 5; turn += 1) await pause(1);
  } finally {
    rejections.stop();
    peer.fails = caller.fails = false;
    await client.close();
    await server.close();
  }
  return rejections.heard;
}

async function connected(sdk: Sdk): Promise<Scene> {
  const [peer, caller] = [new Peer(), new Peer()];
  const client = createClient(sdk);
  const info = { name: 'server', version: '1' };
  const server = new sdk.Server(info, { capabilities: {} });
  await client.connect(peer);
  await server.connect(caller);
  return { sdk, client, server, peer, caller };
}

/** In place of those who listen, mocha among them. */
class Rejections {
  readonly heard: string[] = [];
  private readonly _names = new Map<unknown, string>();
  private readonly _others = process.listeners('unhandledRejection');

  constructor() {
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', this._onUnhandled);
    process.on('rejectionHandled', this._onHandled);
  }

  name(promise: unknown, name: string): void {
    this._names.set(promise, name);
  }

  stop(): void {
    process.removeListener('unhandledRejection', this._onUnhandled);
    process.removeListener('rejectionHandled', this._onHandled);
    for (const other of this._others) process.on('unhandledRejection', other);
  }

  private readonly _onUnhandled = (reason: unknown, promise: unknown) => {
    this.heard.push(`unhandled: ${this._of(promise)}: ${String(reason)}`);
  };
  private readonly _onHandled = (promise: unknown) => {
    this.heard.push(`handled late: ${this._of(promise)}`);
  };

  private _of(promise: unknown): string {
    return this._names.get(promise) ?? 'a promise of somebody else';
  }
}

for (const sdk of ALL) {
  const failures =
    sdk.line === 'v1' ? FAILURES : { ...FAILURES, ...FAILURES_V2 };

  describe(`a promise that is rejected, ${sdk.name}`, () => {
    for (const [what, failure] of Object.entries(failures)) {
      for (const [fate, meet] of Object.entries(FATES)) {
        it(`is heard of as without tracing when it ${fate}: ${what}`, async () => {
          const plain = await hear(sdk, failure, meet);
          assert.equal(plain.length > 0, fate !== 'is handled at once');
          const observed = observe(sdk);
          try {
            assert.deepEqual(await hear(sdk, failure, meet), plain);
            assert.deepEqual(observed.telemetry.unended(), []);
          } finally {
            await observed.stop();
          }
        });
      }
    }
  });
}
