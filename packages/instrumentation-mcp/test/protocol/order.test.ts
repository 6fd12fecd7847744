/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { startInstrumented } from '../support/instrumented.ts';
import { createClient, settled } from '../support/pair.ts';
import {
  LINES_ESM,
  request,
  type Sdk,
  type Transport,
} from '../support/sdk.ts';

const INITIALIZED = {
  protocolVersion: '2025-06-18',
  capabilities: { resources: { subscribe: true } },
  serverInfo: { name: 'test', version: '1' },
};

interface Sent {
  readonly id?: number;
  readonly method: string;
}

/** A server whose answer and the notification after it come in one chunk. */
class Chunks implements Transport {
  isBroken = false;
  /** Called when an answer has been handed over. */
  answered: () => void = () => undefined;
  onmessage?: (message: unknown) => void;

  start = () => Promise.resolve();
  close = () => Promise.resolve();

  send = async (message: object) => {
    const { id, method } = message as Sent;
    if (this.isBroken) throw new Error('the pipe is broken');
    await Promise.resolve();
    if (id === undefined) return;
    setImmediate(() => {
      const result = method === 'initialize' ? INITIALIZED : {};
      this.onmessage?.({ jsonrpc: '2.0', id, result });
      this.answered();
      if (method === 'resources/subscribe') {
        const updated = 'notifications/resources/updated';
        const params = { uri: 'a:b' };
        this.onmessage?.({ jsonrpc: '2.0', method: updated, params });
      }
    });
  };
}

/** What an application sees, and after how many microtasks. */
async function observe(sdk: Sdk) {
  const transport = new Chunks();
  const client = createClient(sdk);
  await client.connect(transport);
  const seen: string[] = [];
  Reflect.set(client, 'fallbackNotificationHandler', () => {
    seen.push('updated');
    return Promise.resolve();
  });
  let microtasks = 0;
  let isOver = false;
  const count = () => {
    if (!isOver) {
      microtasks += 1;
      queueMicrotask(count);
    }
  };
  transport.answered = count;
  const subscribe = { method: 'resources/subscribe', params: { uri: 'a:b' } };
  await request(sdk, client, subscribe);
  isOver = true;
  seen.push('subscribed');
  await settled();
  transport.isBroken = true;
  const ofTheApplication = () => request(sdk, client, { method: 'ping' });
  const error: unknown = await ofTheApplication().catch((e: unknown) => e);
  const frames = String((error as Error).stack).split('\n');
  return {
    seen,
    microtasks,
    isInStack: frames.some(frame => frame.includes('ofTheApplication')),
    limit: Error.stackTraceLimit,
  };
}

for (const sdk of LINES_ESM) {
  describe(`an application sees what it would without us, ${sdk.name}`, () => {
    it('in the same order and microtask, with its own frames in stacks', async () => {
      const without = await observe(sdk);
      assert.equal(without.isInStack, true);
      const { stop } = startInstrumented([sdk]);
      try {
        assert.deepEqual(await observe(sdk), without);
      } finally {
        await stop();
      }
    });
  });
}
