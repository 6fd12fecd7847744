/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { diag, DiagLogLevel } from '@opentelemetry/api';
import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { startTelemetry } from 'opentelemetry-mcp-test-utils';
import {
  McpInstrumentation,
  type McpInstrumentationConfig,
} from '../../src/index.ts';
import {
  connectPair,
  createClient,
  settled,
  type Pair,
} from '../support/pair.ts';
import {
  callTool,
  handle,
  LINES_ESM,
  notifyFrom,
  onNotification,
  request,
  type Message,
  type Sdk,
} from '../support/sdk.ts';
import { secretiveServer } from './secretive-server.ts';

const CANARY = 'canary-7f3a91';
/** Keys of objects are content as well. */
const SECRETS = { [CANARY]: CANARY, list: [CANARY, { deep: CANARY }] };

/** Everything that is told to `diag`, at any level, with all arguments. */
function collectEverything(): unknown[] {
  const told: unknown[] = [];
  const record = (...args: unknown[]) => void told.push(args);
  diag.setLogger(
    {
      error: record,
      warn: record,
      info: record,
      debug: record,
      verbose: record,
    },
    { logLevel: DiagLogLevel.ALL, suppressOverrideMessage: true }
  );
  return told;
}

/** Counts the messages of each direction that carry the secret. */
function watch({ clientTransport, serverTransport }: Pair): Set<string> {
  const carriers = new Set<string>();
  for (const transport of [clientTransport, serverTransport]) {
    const { onmessage } = transport;
    transport.onmessage = function (message, ...rest) {
      if (JSON.stringify(message).includes(CANARY)) {
        const { method, result, error } = message as Message;
        const kind =
          method ?? (result === undefined ? error && 'error' : 'result');
        carriers.add(String(kind));
      }
      onmessage?.call(this, message, ...rest);
    };
  }
  return carriers;
}

/** Sends the secret in every field that is content, in both directions. */
async function sing(sdk: Sdk, pair: Pair): Promise<void> {
  const { client, server } = pair;
  handle(sdk, client, 'sampling/createMessage', () => ({
    model: CANARY,
    role: 'assistant',
    stopReason: CANARY,
    content: { type: 'text', text: CANARY },
  }));
  handle(sdk, client, 'elicitation/create', () => ({
    action: 'accept',
    content: { name: CANARY },
  }));
  handle(sdk, client, 'roots/list', () => ({
    roots: [{ uri: `file:///${CANARY}`, name: CANARY }],
  }));
  onNotification(sdk, client, 'notifications/message', () => {
    throw new Error(CANARY);
  });
  client.onerror = () => undefined;
  server.server.onerror = () => undefined;

  const _meta = { [CANARY]: CANARY, 'vendor/secret': SECRETS };
  const onprogress = () => undefined;
  const names = ['echo', 'fail', 'refuse', 'talk', 'ask', 'invalid'];
  for (const name of names) {
    const params = { name, arguments: { text: CANARY, ...SECRETS }, _meta };
    await callTool(sdk, client, params, { onprogress }).catch(() => undefined);
  }
  const ask = (method: string, params: object) =>
    request(sdk, client, { method, params: { ...params, _meta } }).catch(
      () => undefined
    );
  await ask('tools/list', { cursor: CANARY });
  await ask('prompts/get', { name: 'greet', arguments: { text: CANARY } });
  await ask('prompts/list', {});
  await ask('resources/list', { cursor: CANARY });
  await ask('resources/templates/list', { cursor: CANARY });
  await ask('resources/read', { uri: 'secret://resource' });
  await ask('resources/read', { uri: 'secret://failing' });
  await ask('completion/complete', {
    ref: { type: 'ref/prompt', name: 'greet' },
    argument: { name: 'text', value: CANARY },
    context: { arguments: { text: CANARY } },
  });
  await ask('logging/setLevel', { level: 'debug' });
  await client.notification({
    method: 'notifications/progress',
    params: { progressToken: CANARY, progress: 1, message: CANARY, _meta },
  });
  await client.notification({
    method: 'notifications/cancelled',
    params: { requestId: 4711, reason: CANARY },
  });
  const aborted = new AbortController();
  const params = { name: 'echo', arguments: { text: CANARY } };
  const cancelled = callTool(sdk, client, params, { signal: aborted.signal });
  aborted.abort(new Error(CANARY));
  await cancelled.catch(() => undefined);
  await settled();
}

for (const sdk of LINES_ESM) {
  describe(`privacy by default, ${sdk.name}`, () => {
    const play = async (config: McpInstrumentationConfig) => {
      const told = collectEverything();
      const instrumentation = new McpInstrumentation(config);
      const telemetry = startTelemetry({ instrumentations: [instrumentation] });
      for (const namespace of sdk.namespaces) {
        instrumentation.instrument(namespace);
      }
      const client = createClient(sdk, {
        capabilities: { sampling: {}, elicitation: { form: {} }, roots: {} },
      });
      const server = secretiveServer(sdk, CANARY, notifyFrom);
      const pair = await connectPair(sdk, client, server);
      const carriers = watch(pair);
      await sing(sdk, pair);
      await pair.close();
      await settled();
      instrumentation.disable();
      const metrics = await telemetry.metrics();
      const recorded = {
        spans: telemetry.spans(),
        metrics,
        logs: telemetry.logs(),
        told,
      };
      await telemetry.shutdown();
      diag.disable();
      return { carriers, recorded };
    };
    const everything = (value: unknown) =>
      inspect(value, {
        depth: Infinity,
        maxArrayLength: Infinity,
        maxStringLength: Infinity,
        breakLength: 120,
        compact: false,
      });

    it('would be found where content is wanted', async () => {
      const { recorded } = await play({ captureToolArguments: true });
      assert.ok(everything(recorded.spans).includes(CANARY));
    });

    for (const ignore of ['by default', 'nothing'] as const) {
      it(`a secret in every field is recorded nowhere (ignored: ${ignore})`, async () => {
        const { carriers, recorded } = await play(
          ignore === 'nothing' ? { ignore: [] } : {}
        );
        assert.deepEqual(
          [...carriers].sort(),
          [
            'completion/complete',
            'elicitation/create',
            'error',
            'logging/setLevel',
            'notifications/cancelled',
            'notifications/message',
            'notifications/progress',
            'prompts/get',
            'prompts/list',
            'resources/list',
            'resources/read',
            'resources/templates/list',
            'result',
            'sampling/createMessage',
            'tools/call',
            'tools/list',
          ],
          'the secret was not everywhere'
        );
        for (const [signal, records] of Object.entries(recorded)) {
          assert.notEqual(records.length, 0, `no ${signal} at all`);
          const lines = everything(records).split('\n');
          const found = lines.filter(line => line.includes(CANARY));
          assert.deepEqual(found, [], signal);
        }
      });
    }
  });
}
