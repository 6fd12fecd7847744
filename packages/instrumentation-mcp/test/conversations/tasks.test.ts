/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { InMemoryTaskStore } from '@modelcontextprotocol/sdk/experimental/tasks/stores/in-memory.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import assert from 'node:assert/strict';
import {
  checkMcpConventions,
  type SpanRecord,
} from 'opentelemetry-mcp-test-utils';
import { pointsOf } from '../metrics/support/points.ts';
import {
  startInstrumented,
  type Instrumented,
} from '../support/instrumented.ts';
import { inSpan, settled } from '../support/pair.ts';
import { v1 } from '../support/sdk.ts';
import { spanOf } from '../support/spans.ts';

const CAPABILITIES = { tasks: { requests: { tools: { call: {} } } } };
/** How often the client asks before the task is done. */
const POLLS = 3;

/** Its tasks are over when they were asked for often enough. */
class PatientTaskStore extends InMemoryTaskStore {
  end: 'completed' | 'failed' = 'completed';
  private readonly _asked = new Map<string, number>();

  override async getTask(
    ...[taskId, sessionId]: Parameters<InMemoryTaskStore['getTask']>
  ): ReturnType<InMemoryTaskStore['getTask']> {
    const asked = (this._asked.get(taskId) ?? 0) + 1;
    this._asked.set(taskId, asked);
    if (asked === POLLS) {
      const result = { content: [{ type: 'text', text: 'done' }] };
      await this.storeTaskResult(taskId, this.end, result, sessionId);
    }
    return super.getTask(taskId, sessionId);
  }
}

/** A tool that answers with a task. */
function createServer(taskStore: InMemoryTaskStore): McpServer {
  const server = new McpServer(
    { name: 'task-server', version: '1.0.0' },
    { capabilities: CAPABILITIES, taskStore }
  );
  const unused = () => Promise.reject(new Error('the store answers'));
  server.experimental.tasks.registerToolTask(
    'slow',
    { execution: { taskSupport: 'required' } },
    {
      createTask: async extra => ({
        task: await extra.taskStore.createTask({
          ttl: 60_000,
          pollInterval: 1,
        }),
      }),
      getTask: unused,
      getTaskResult: unused,
    }
  );
  return server;
}

describe('tasks of SDK v1', () => {
  let instrumented: Instrumented;
  let client: Client;
  const store = new PatientTaskStore();
  const server = createServer(store);
  before(async () => {
    instrumented = startInstrumented([v1]);
    // as by default: polls have no span
    instrumented.instrumentation.setConfig({ enabled: true });
    const [ours, theirs] = InMemoryTransport.createLinkedPair();
    client = new Client(
      { name: 'test-client', version: '1.0.0' },
      { capabilities: CAPABILITIES }
    );
    await server.connect(theirs);
    await client.connect(ours);
  });
  beforeEach(() => instrumented.telemetry.reset());
  after(async () => {
    await client.close();
    await server.close();
    store.cleanup();
    await instrumented.stop();
  });

  const callSlow = async () => {
    await inSpan('app', async () => {
      const stream = client.experimental.tasks.callToolStream(
        { name: 'slow', arguments: {} },
        undefined,
        { task: { ttl: 60_000 } }
      );
      let last: string | undefined;
      for await (const { type } of stream) last = type;
      assert.equal(last, store.end === 'completed' ? 'result' : 'error');
    });
    await settled();
  };

  it('join their result to the call, and count their polls', async () => {
    await callSlow();
    const { telemetry } = instrumented;
    assert.deepEqual(telemetry.unended(), []);
    const spans = telemetry.spans();
    const linked = (span: SpanRecord) => span.links.map(link => link.spanId);
    for (const kind of ['CLIENT', 'SERVER'] as const) {
      const creating = spanOf(spans, 'tools/call slow', kind);
      const result = spanOf(spans, 'tasks/result', kind);
      assert.equal(linked(result).length, 1);
      const call = spans.find(({ spanId }) => spanId === linked(result)[0]);
      assert.equal(call?.name, 'tools/call slow');
      assert.equal(result.traceId, creating.traceId);
      // of all polls only the last one, which says how the task ended
      const poll = spanOf(spans, 'tasks/get', kind);
      assert.equal(poll.status.code, 'UNSET');
      assert.deepEqual(poll.attributes['error.type'], undefined);
    }
    const metrics = await telemetry.metrics();
    for (const side of ['client', 'server'] as const) {
      const polls = pointsOf(metrics, `mcp.${side}.operation.duration`).filter(
        ({ attributes }) => attributes['mcp.method.name'] === 'tasks/get'
      );
      const count = polls.reduce((sum, point) => sum + point.count, 0);
      assert.ok(count >= POLLS, `${count} polls of the ${side} were counted`);
    }
    assert.deepEqual(checkMcpConventions(spans, metrics), []);
  });

  it('say with the last poll that they have failed', async () => {
    store.end = 'failed';
    await callSlow();
    const { telemetry } = instrumented;
    assert.deepEqual(telemetry.unended(), []);
    const spans = telemetry.spans();
    for (const kind of ['CLIENT', 'SERVER'] as const) {
      const { status, attributes } = spanOf(spans, 'tasks/get', kind);
      assert.deepEqual(status, { code: 'ERROR' });
      assert.equal(attributes['error.type'], 'task_failed');
      const creating = spanOf(spans, 'tools/call slow', kind);
      assert.equal(creating.status.code, 'UNSET');
    }
    const metrics = await telemetry.metrics();
    // the polls before the last have no span to be compared with
    const comparable = metrics.map(metric => ({ ...metric, points: [] }));
    assert.deepEqual(checkMcpConventions(spans, comparable), []);
  });
});
