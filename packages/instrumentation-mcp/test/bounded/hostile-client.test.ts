/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { checkMcpConventions } from 'opentelemetry-mcp-test-utils';
import { heapInUse } from '../failures/support/heap.ts';
import { collectDiagnostics } from '../support/diagnostics.ts';
import {
  startInstrumented,
  type Instrumented,
} from '../support/instrumented.ts';
import { createServer, settled } from '../support/pair.ts';
import { LINES_ESM, type Transport } from '../support/sdk.ts';
import {
  assertBoundedText,
  assertFewSeries,
} from './support/assert-bounded.ts';
import { hostileText } from './support/hostile-text.ts';

/** Of each of two lines and two directions: 100,000 in all. */
const MESSAGES = 25_000;
const BATCH = 5_000;
const HEAP_LIMIT = 8 * 1024 * 1024;
const KNOWN = {
  'mcp.method.name': [
    ...['initialize', 'tools/call', 'prompts/get', 'completion/complete'],
    ...['resources/read', 'notifications/progress'],
  ],
  'gen_ai.tool.name': ['echo'],
  'gen_ai.prompt.name': [],
  'mcp.protocol.version': ['2025-11-25'],
};

/** The `index`th message of a client that makes up all that it says. */
function hostileMessage(index: number): object {
  const text = hostileText(index);
  const _meta = { 'io.modelcontextprotocol/protocolVersion': text };
  const request = (method: string, params: object) => ({
    jsonrpc: '2.0',
    id: text,
    method,
    params: { ...params, _meta },
  });
  const kinds = [
    () => request('tools/call', { name: text, arguments: {} }),
    () => request(text, {}),
    () => request('prompts/get', { name: text }),
    () =>
      request('completion/complete', {
        ref: { type: 'ref/prompt', name: text },
        argument: { name: 'a', value: '' },
      }),
    () => request('resources/read', { uri: text }),
    () => ({ jsonrpc: '2.0', method: text, params: { _meta } }),
    () => ({
      jsonrpc: '2.0',
      method: 'notifications/progress',
      params: { progressToken: text, progress: 1, _meta },
    }),
    () => request('tools/call', { name: 'echo', arguments: {} }),
  ];
  return kinds[index % kinds.length]?.() ?? {};
}

for (const sdk of LINES_ESM) {
  describe(`a hostile client, ${sdk.name}`, function () {
    this.timeout(60_000);
    let instrumented: Instrumented;
    let ours: Transport;
    const server = createServer(sdk);
    before(async () => {
      instrumented = startInstrumented([sdk]);
      const [clientEnd, serverEnd] = sdk.InMemoryTransport.createLinkedPair();
      // nobody's: a transport that no client is connected to
      ours = clientEnd;
      await server.connect(serverEnd);
      await ours.send({
        jsonrpc: '2.0',
        id: 0,
        method: 'initialize',
        params: {
          protocolVersion: '2025-11-25',
          capabilities: {},
          clientInfo: { name: 'hostile', version: '1' },
        },
      });
      await settled();
    });
    after(async () => {
      await server.close();
      await instrumented.stop();
    });

    it(`makes up ${MESSAGES} names of everything`, async () => {
      const { telemetry } = instrumented;
      const diagnostics = collectDiagnostics();
      let heap = 0;
      let answers = 0;
      ours.onmessage = () => answers++;
      for (let index = 0; index < MESSAGES; index++) {
        await ours.send(hostileMessage(index));
        if (index % BATCH !== BATCH - 1) continue;
        await settled();
        const spans = telemetry.spans();
        assert.equal(spans.length >= BATCH, true);
        assertBoundedText(spans);
        assert.deepEqual(telemetry.unended(), []);
        assertFewSeries(await telemetry.metrics(), KNOWN);
        if (index < BATCH) {
          const metrics = await telemetry.metrics();
          assert.deepEqual(checkMcpConventions(spans, metrics), []);
        }
        await telemetry.reset();
        if (index === 2 * BATCH - 1) heap = await heapInUse();
      }
      const growth = (await heapInUse()) - heap;
      assert.ok(growth < HEAP_LIMIT, `the heap has grown by ${growth} bytes`);
      assert.ok(answers > MESSAGES / 2);
      assert.deepEqual(diagnostics.lines, []);
      diagnostics.stop();
    });
  });
}
