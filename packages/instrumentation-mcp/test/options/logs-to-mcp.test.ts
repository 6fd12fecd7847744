/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import * as modern from '@modelcontextprotocol/server';
import {
  context,
  SeverityNumber,
  type Context,
  type LoggerProvider as Provider,
} from '@opentelemetry/api';
import { LoggerProvider } from '@opentelemetry/sdk-logs';
import assert from 'node:assert/strict';
import {
  McpLogRecordProcessor,
  type McpInstrumentationConfig,
} from '../../src/index.ts';
import { assertCollected } from '../failures/support/heap.ts';
import { fetchDirectly, modernPost } from '../support/entries.ts';
import {
  connectPair,
  createClient,
  createServer,
  settled,
} from '../support/pair.ts';
import {
  callTool,
  LINES_ESM,
  onNotification,
  request,
  v2,
  type Sdk,
} from '../support/sdk.ts';
import { observe } from './support/observe.ts';
import { openTelemetry2 } from './support/opentelemetry-2.ts';

const { DEBUG, INFO, WARN, ERROR } = SeverityNumber;

const PROVIDERS: Readonly<Record<string, () => Provider>> = {
  '3.x': () =>
    new LoggerProvider({
      processors: [new McpLogRecordProcessor()],
    }),
  '2.x': () =>
    new (openTelemetry2().LoggerProvider)({
      processors: [new McpLogRecordProcessor()],
    }),
};

interface Note {
  readonly level: string;
  readonly logger?: string;
  readonly data: unknown;
}

/** What arrives at a client whose tool logs in all severities. */
async function arrived(
  sdk: Sdk,
  provider: Provider,
  config: McpInstrumentationConfig,
  level?: string
): Promise<Note[]> {
  const observed = observe(sdk, config);
  // Ours as well: its records must not come back as messages.
  observed.instrumentation.setLoggerProvider(provider);
  const logger = provider.getLogger('library');
  const server = createServer(sdk);
  server.registerTool('work', {}, async () => {
    logger.emit({ body: 'debug', severityNumber: DEBUG });
    logger.emit({ body: 'info' });
    logger.emit({ body: 'warn', severityNumber: WARN });
    await settled();
    logger.emit({ body: { text: 'error' }, severityNumber: ERROR });
    return { content: [] };
  });
  const client = createClient(sdk);
  const notes: Note[] = [];
  onNotification(sdk, client, 'notifications/message', ({ params }) => {
    const { level, logger, data } = params as Note;
    notes.push({ level, data, ...(logger !== undefined && { logger }) });
  });
  const pair = await connectPair(sdk, client, server);
  if (level !== undefined) {
    const params = { level };
    await request(sdk, client, { method: 'logging/setLevel', params });
  }
  await callTool(sdk, client, { name: 'work', arguments: {} });
  logger.emit({ body: 'of no request', severityNumber: ERROR });
  await settled();
  await pair.close();
  await observed.stop();
  assert.deepEqual(observed.diagnostics.lines, []);
  return notes;
}

for (const [line, createProvider] of Object.entries(PROVIDERS)) {
  for (const sdk of LINES_ESM) {
    describe(`option logsToMcp, ${sdk.name}, OpenTelemetry ${line}`, () => {
      let provider: Provider;
      before(function () {
        this.timeout(300_000);
        provider = createProvider();
      });
      const logger = 'library';
      const on = { logsToMcp: true };

      it('is off by default', async () => {
        assert.deepEqual(await arrived(sdk, provider, {}, 'debug'), []);
      });

      it('sends nothing to a client that did not ask', async () => {
        assert.deepEqual(await arrived(sdk, provider, on), []);
      });

      it('sends what the client asked for, from a level on', async () => {
        const debug = { level: 'debug', logger, data: 'debug' };
        const info = { level: 'info', logger, data: 'info' };
        const warn = { level: 'warning', logger, data: 'warn' };
        const error = { level: 'error', logger, data: { text: 'error' } };
        const asked = (level: string) => arrived(sdk, provider, on, level);
        assert.deepEqual(await asked('debug'), [debug, info, warn, error]);
        assert.deepEqual(await asked('warning'), [warn, error]);
        assert.deepEqual(await asked('emergency'), []);
      });

      it('keeps no server alive by a context that lives on', async () => {
        const contexts: Context[] = [];
        const servers: WeakRef<object>[] = [];
        for (let count = 0; count < 5; count += 1) {
          const observed = observe(sdk, on);
          const server = createServer(sdk);
          server.registerTool('work', {}, () => {
            contexts.push(context.active());
            return { content: [] };
          });
          const pair = await connectPair(sdk, createClient(sdk), server);
          const params = { level: 'debug' };
          const method = 'logging/setLevel';
          await request(sdk, pair.client, { method, params });
          await callTool(sdk, pair.client, { name: 'work', arguments: {} });
          servers.push(new WeakRef(pair.server.server));
          await pair.close();
          await observed.stop();
        }
        await assertCollected(servers, 1);
        assert.equal(contexts.length, 5);
      });

      it('sends each record once, whatever is recorded of MCP', async () => {
        const config = { ...on, logsFromMcp: 'both' } as const;
        const notes = await arrived(sdk, provider, config, 'error');
        assert.equal(notes.length, 1);
      });
    });
  }

  describe(`option logsToMcp, in the modern era, OpenTelemetry ${line}`, () => {
    const serve = async (config: McpInstrumentationConfig, meta: object) => {
      const observed = observe(v2, config);
      const logger = createProvider().getLogger('library');
      const handler = modern.createMcpHandler(() => {
        const server = new modern.McpServer(
          { name: 'test-server', version: '1.0.0' },
          { capabilities: { logging: {} } }
        );
        server.registerTool('work', {}, () => {
          logger.emit({ body: 'told', severityNumber: WARN });
          logger.emit({ body: 'hidden', severityNumber: INFO });
          return { content: [] };
        });
        return server;
      });
      const post = modernPost('tools/call', { name: 'work' }, meta);
      const { text, status } = await fetchDirectly(handler, post);
      await handler.close();
      await observed.stop();
      assert.equal(status, 200);
      assert.match(text, /"result":/);
      return text;
    };
    const key = 'io.modelcontextprotocol/logLevel';
    const on = { logsToMcp: true };

    it('sends what this very request asks for', async () => {
      const text = await serve(on, { [key]: 'warning' });
      assert.match(text, /"method":"notifications\/message"/);
      assert.match(text, /"data":"told"/);
      assert.doesNotMatch(text, /hidden/);
    });

    it('sends nothing to a request that does not ask, or by default', async () => {
      assert.doesNotMatch(await serve(on, {}), /told|notifications/);
      assert.doesNotMatch(await serve({}, { [key]: 'debug' }), /told/);
    });
  });
}
