/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { SpanKind, trace } from '@opentelemetry/api';
import { startTelemetry, type Telemetry } from 'opentelemetry-mcp-test-utils';
import assert from 'node:assert/strict';
import { outcomeOfResponse, type Outcome } from '../../src/model/outcome.ts';
import { KnownNames } from '../../src/telemetry/known-names.ts';
import {
  outcomeAttributes,
  recordOutcome,
} from '../../src/telemetry/status.ts';

/** Codes with which a server blames its caller. */
const CALLER_FAULTS = [
  -32700, -32600, -32601, -32602, -32002, -32020, -32021, -32022,
];
const FAILURES = [-32603, -32000, -32001, -32042, -32023, -1, 0, 1, 500];

const unset = { code: 'UNSET' };

describe('the status of a span', () => {
  let telemetry: Telemetry;
  before(() => {
    telemetry = startTelemetry({ global: false });
  });
  after(() => telemetry.shutdown());

  const names = new KnownNames();
  const record = async (outcome: Outcome, kind: SpanKind) => {
    await telemetry.reset();
    const span = telemetry.tracerProvider.getTracer('test').startSpan('x');
    recordOutcome(span, outcome, outcomeAttributes(outcome, kind, names));
    span.end();
    const [ended] = telemetry.spans();
    assert.ok(ended);
    return { status: ended.status, attributes: ended.attributes };
  };
  const sides = { client: SpanKind.CLIENT, server: SpanKind.SERVER };

  for (const code of [...CALLER_FAULTS, ...FAILURES]) {
    const outcome = outcomeOfResponse({ error: { code, message: 'why' } });
    const failed = {
      status: { code: 'ERROR', message: 'why' },
      attributes: {
        'error.type': String(code),
        'rpc.response.status_code': String(code),
      },
    };

    it(`is an error on the client for code ${code}`, async () => {
      assert.deepEqual(await record(outcome, SpanKind.CLIENT), failed);
    });

    if (CALLER_FAULTS.includes(code)) {
      it(`is unset on the server for code ${code}`, async () => {
        assert.deepEqual(await record(outcome, SpanKind.SERVER), {
          status: unset,
          attributes: { 'rpc.response.status_code': String(code) },
        });
      });
    } else {
      it(`is an error on the server for code ${code}`, async () => {
        assert.deepEqual(await record(outcome, SpanKind.SERVER), failed);
      });
    }
  }

  for (const [side, kind] of Object.entries(sides)) {
    it(`is an error without description for isError, ${side}`, async () => {
      const content = [{ type: 'text', text: 'a secret' }];
      const outcome = outcomeOfResponse({ result: { isError: true, content } });
      assert.deepEqual(await record(outcome, kind), {
        status: { code: 'ERROR' },
        attributes: { 'error.type': 'tool_error' },
      });
    });

    for (const result of [
      {},
      { isError: false },
      { isError: 'true' },
      { resultType: 'input_required' },
      { resultType: 'task' },
      null,
      'text',
    ]) {
      it(`is unset for the result ${JSON.stringify(result)}, ${side}`, async () => {
        assert.deepEqual(await record(outcomeOfResponse({ result }), kind), {
          status: unset,
          attributes: {},
        });
      });
    }

    for (const errorType of [
      'timeout',
      'cancelled',
      'connection_closed',
      'TypeError',
    ]) {
      it(`is an error without status code for ${errorType}, ${side}`, async () => {
        assert.deepEqual(await record({ kind: 'failure', errorType }, kind), {
          status: { code: 'ERROR' },
          attributes: { 'error.type': errorType },
        });
      });
    }

    for (const ending of ['cancelled', 'delivered'] as const) {
      it(`is unset for what was ${ending}, ${side}`, async () => {
        assert.deepEqual(await record({ kind: ending }, kind), {
          status: unset,
          attributes: {},
        });
      });
    }

    it(`has no description where the error has no message, ${side}`, async () => {
      for (const message of [undefined, 7, {}]) {
        const error = Object.assign({ code: -32603 }, { message });
        const outcome = outcomeOfResponse({ error: error as { code: number } });
        const { status } = await record(outcome, kind);
        assert.deepEqual(status, { code: 'ERROR' });
      }
    });
  }

  it('is not written to a span that does not record', () => {
    const span = trace.wrapSpanContext({
      traceId: '0'.repeat(32),
      spanId: '0'.repeat(16),
      traceFlags: 0,
    });
    const outcome = { kind: 'cancelled' } as const;
    recordOutcome(span, outcome, {});
    assert.equal(span.isRecording(), false);
  });
});
