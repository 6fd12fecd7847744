/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { startOtlpReceiver } from 'opentelemetry-mcp-test-utils';
import {
  examine,
  flagsOf,
  programUrl,
  SET_UP,
  type Examination,
} from './support/doctor.ts';

/** What a program needs that is not ended by the end of its stdin. */
const COMPLETE = [...SET_UP, 'shutdown.mjs'];

async function assertHealthy(examination: Examination): Promise<void> {
  const { findings, trace, healthy, received } = await examine(examination);
  assert.deepEqual(findings, []);
  assert.deepEqual([healthy, trace.complete], [true, true]);
  assert.equal(trace.joined, trace.serverSpans);
  assert.ok(received.spans > 0, 'spans were exported');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

describe('the doctor finds nothing wrong with', function () {
  // Each starts up to three processes, one after the other.
  this.timeout(60_000);

  for (const program of ['server.mjs', 'server.cjs', 'modern-server.mjs']) {
    it(`a server over stdio that is set up: ${program}`, () =>
      assertHealthy({ preload: SET_UP, program: [program] }));
  }

  it('a server over HTTP, found by its port', () =>
    assertHealthy({ preload: COMPLETE, program: ['http-server.mjs'] }));

  it('a server over HTTP, found by its URL', async () => {
    const port = await freePort();
    await assertHealthy({
      preload: COMPLETE,
      program: ['http-server.mjs', '/tools', String(port)],
      options: ['--url', `http://127.0.0.1:${port}/tools`],
    });
  });

  it('a host that gives its server the whole environment', () =>
    assertHealthy({
      preload: [],
      program: ['host.mjs', 'all', programUrl('server.mjs').pathname],
      options: ['--host'],
      env: { NODE_OPTIONS: flagsOf(SET_UP).join(' ') },
    }));

  it('a gateway, which is a server though it starts one', () =>
    assertHealthy({
      preload: COMPLETE,
      program: [
        'gateway.mjs',
        ...flagsOf(SET_UP),
        programUrl('server.mjs').pathname,
      ],
    }));

  it('a host that never ends, but for that', async () => {
    const { codes, healthy, trace } = await examine({
      preload: COMPLETE,
      program: [
        'idle-host.mjs',
        'all',
        ...flagsOf(SET_UP),
        programUrl('server.mjs').pathname,
      ],
      options: ['--timeout', '2'],
    });
    assert.deepEqual(codes, ['STILL_RUNNING']);
    assert.deepEqual([healthy, trace.complete], [true, true]);
  });

  it('a host that forwards the environment', () =>
    assertHealthy({
      preload: ['opentelemetry-instrumentation-mcp/auto'],
      program: ['host.mjs', 'little', programUrl('server.cjs').pathname],
      env: {
        OTEL_INSTRUMENTATION_MCP_FORWARD_ENVIRONMENT: 'true',
      },
    }));

  it('a server that brings its own telemetry to a host that gives it none', async () => {
    const collector = await startOtlpReceiver();
    const endpoint = `data:text/javascript,process.env.OTEL_EXPORTER_OTLP_ENDPOINT="${collector.url}"`;
    await assertHealthy({
      preload: SET_UP,
      program: [
        'host.mjs',
        'little',
        ...flagsOf([endpoint, ...SET_UP]),
        programUrl('server.mjs').pathname,
      ],
    });
    assert.ok(collector.spans().length > 0);
    await collector.close();
  });
});
