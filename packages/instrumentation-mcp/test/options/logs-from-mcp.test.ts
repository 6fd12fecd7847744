/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import {
  startOtlpReceiver,
  type LogRecord,
} from 'opentelemetry-mcp-test-utils';
import { z } from 'zod';
import type { McpInstrumentationConfig } from '../../src/index.ts';
import {
  connectPair,
  createClient,
  createServer,
  settled,
} from '../support/pair.ts';
import { fixtureUrl, preloads } from '../support/programs.ts';
import {
  callTool,
  handle,
  LINES_ESM,
  toolSchema,
  type McpServer,
  type Sdk,
} from '../support/sdk.ts';
import { spanOf } from '../support/spans.ts';
import { observe, type Observed } from './support/observe.ts';

const SCOPE = 'opentelemetry-instrumentation-mcp';

/** RFC 5424 to the logs data model, appendix B. */
const SEVERITIES: Readonly<Record<string, readonly [number, string]>> = {
  debug: [5, 'DEBUG'],
  info: [9, 'INFO'],
  notice: [10, 'INFO2'],
  warning: [13, 'WARN'],
  error: [17, 'ERROR'],
  critical: [18, 'ERROR2'],
  alert: [19, 'ERROR3'],
  emergency: [21, 'FATAL'],
};

/** A tool that logs what it is told to, directly in its request's span. */
function addTool(sdk: Sdk, server: McpServer, data: unknown): McpServer {
  const inputSchema = toolSchema(sdk, { level: z.string() });
  const callback = async ({ level }: { level: string }) => {
    const logger = 'the logger';
    await server.server.sendLoggingMessage({ level, logger, data });
    return { content: [] };
  };
  server.registerTool('speak', { inputSchema }, callback);
  return server;
}

async function play(
  sdk: Sdk,
  config: McpInstrumentationConfig,
  levels: readonly string[] = ['warning'],
  data: unknown = 'the data'
): Promise<Observed> {
  const observed = observe(sdk, {
    ignore: ['notifications/*'],
    ...config,
  });
  const server = addTool(sdk, createServer(sdk), data);
  const pair = await connectPair(sdk, createClient(sdk), server);
  for (const level of levels) {
    const params = { name: 'speak', arguments: { level } };
    await callTool(sdk, pair.client, params);
  }
  await settled();
  await pair.close();
  await observed.stop();
  return observed;
}

const logsOf = ({ telemetry }: Observed) => telemetry.logs();

function assertInSpan(records: readonly LogRecord[], { telemetry }: Observed) {
  const { traceId, spanId } = spanOf(
    telemetry.spans(),
    'tools/call speak',
    'SERVER'
  );
  for (const record of records) {
    assert.equal(record.traceId, traceId);
    assert.equal(record.spanId, spanId);
  }
}

for (const sdk of LINES_ESM) {
  describe(`option logsFromMcp, ${sdk.name}`, () => {
    it('is off by default', async () => {
      assert.deepEqual(logsOf(await play(sdk, {})), []);
      assert.deepEqual(logsOf(await play(sdk, { logsFromMcp: 'off' })), []);
    });

    for (const [side, count] of [
      ['client', 1],
      ['server', 1],
      ['both', 2],
    ] as const) {
      it(`${side}: a record in the span of the request that logged`, async () => {
        const observed = await play(sdk, { logsFromMcp: side });
        const records = logsOf(observed);
        assert.equal(records.length, count);
        assertInSpan(records, observed);
        for (const record of records) {
          assert.equal(record.body, 'the data');
          assert.equal(record.severityNumber, 13);
          assert.equal(record.severityText, 'WARN');
          assert.equal(record.scope.name, SCOPE);
          assert.deepEqual(record.attributes, {
            'mcp.logger.name': 'the logger',
          });
        }
      });
    }

    it('goes without spans', async () => {
      const config = { logsFromMcp: 'both', propagationOnly: true } as const;
      assert.equal(logsOf(await play(sdk, config)).length, 2);
    });

    it('maps all levels', async () => {
      const levels = Object.keys(SEVERITIES);
      const records = logsOf(
        await play(sdk, { logsFromMcp: 'client' }, levels)
      );
      assert.deepEqual(
        records.map(record => [record.severityNumber, record.severityText]),
        Object.values(SEVERITIES)
      );
    });

    it('writes data that is no text as JSON', async () => {
      const config = { logsFromMcp: 'server' } as const;
      const data = { nested: [1, null] };
      const [record] = logsOf(await play(sdk, config, ['info'], data));
      assert.equal(record?.body, JSON.stringify(data));
    });

    it('joins the server’s span over stdio', async () => {
      const receiver = await startOtlpReceiver();
      const observed = observe(sdk, {
        logsFromMcp: 'client',
        ignore: ['notifications/message'],
      });
      const client = createClient(sdk);
      handle(sdk, client, 'sampling/createMessage', () => ({
        model: 'm',
        role: 'assistant',
        content: { type: 'text', text: 'x' },
      }));
      try {
        const preload = preloads(
          'exporting.mjs',
          'opentelemetry-instrumentation-mcp/register'
        );
        const app = fixtureUrl(`apps/talkative-${sdk.line}.mjs`);
        const transport = new sdk.StdioClientTransport({
          command: process.execPath,
          args: [...preload, fileURLToPath(app)],
          env: {
            OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
            OTEL_INSTRUMENTATION_MCP_IGNORE: 'notifications/*',
          },
        });
        await client.connect(transport);
        await callTool(
          sdk,
          client,
          { name: 'talk', arguments: {} },
          { onprogress: () => undefined }
        );
        const name = 'tools/call talk';
        const spans = await receiver.waitForSpans(all =>
          all.some(span => span.name === name)
        );
        const { traceId, spanId } = spanOf(spans, name, 'SERVER');
        const [record, ...others] = observed.telemetry.logs();
        assert.deepEqual(others, []);
        assert.equal(record?.body, 'x');
        assert.equal(record.severityText, 'ERROR');
        assert.equal(record.traceId, traceId);
        assert.equal(record.spanId, spanId);
      } finally {
        await client.close();
        await observed.stop();
        await receiver.close();
      }
    });
  });
}
