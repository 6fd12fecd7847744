/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { assertJsonRpcOnly, startFixture } from 'opentelemetry-mcp-test-utils';
import { testExample } from '../lib/test-example.ts';
import { verdict } from './verdict.mjs';

const INITIALIZE = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'test', version: '1.0.0' },
  },
};

describe('the example agent-loop', () => {
  const run = testExample({
    folder: import.meta.dirname,
    verdict,
    holds: /^✔ business error, exception, protocol error and lost process /m,
  });

  it('lets the agent see the kinds of failures', () => {
    const observations = run().process.stdout.match(/^the .*$/gm);
    assert.deepEqual(observations, [
      'the tool succeeded',
      'the tool failed',
      'the tool failed',
      'the server refused',
      'the server is gone',
    ]);
  });

  it('has a server that writes nothing but JSON-RPC to stdout', async () => {
    const server = await startFixture({
      file: 'server.mjs',
      execArgv: ['--import', 'opentelemetry-instrumentation-mcp/auto'],
      cwd: import.meta.dirname,
      env: {
        OTEL_TRACES_EXPORTER: 'console',
        OTEL_METRICS_EXPORTER: 'none',
        OTEL_LOGS_EXPORTER: 'none',
        OTEL_LOG_LEVEL: 'debug',
        OTEL_NODE_RESOURCE_DETECTORS: 'none',
      },
    });
    server.stdin.write(`${JSON.stringify(INITIALIZE)}\n`);
    await server.waitFor('stdout', '"id":1');
    await server.stop();
    assert.equal(assertJsonRpcOnly(server.stdout).length, 1);
    // What was not written there is here: the span of the message.
    assert.match(server.stderr, /name: 'initialize'/);
  });
});
