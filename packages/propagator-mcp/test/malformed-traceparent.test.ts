/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { extractMeta } from '../src/index.ts';
import {
  contextWith,
  SPAN_ID,
  TRACE_ID,
  TRACEPARENT,
} from './support/contexts.ts';
import { w3c } from './support/propagators.ts';

const MALFORMED: Record<string, unknown> = {
  'empty string': '',
  'a word': 'garbage',
  'version ff': `ff-${TRACE_ID}-${SPAN_ID}-01`,
  'version of one digit': `0-${TRACE_ID}-${SPAN_ID}-01`,
  'version that is no hex': `zz-${TRACE_ID}-${SPAN_ID}-01`,
  'trace id of zeros': `00-${'0'.repeat(32)}-${SPAN_ID}-01`,
  'span id of zeros': `00-${TRACE_ID}-${'0'.repeat(16)}-01`,
  'trace id in upper case': `00-${TRACE_ID.toUpperCase()}-${SPAN_ID}-01`,
  'trace id too short': `00-${TRACE_ID.slice(1)}-${SPAN_ID}-01`,
  'trace id too long': `00-${TRACE_ID}0-${SPAN_ID}-01`,
  'trace id with dashes': `00-0af76519-16cd-43dd-8448-eb211c80319c-${SPAN_ID}-01`,
  'span id too short': `00-${TRACE_ID}-${SPAN_ID.slice(1)}-01`,
  'span id that is no hex': `00-${TRACE_ID}-${'g'.repeat(16)}-01`,
  'no flags': `00-${TRACE_ID}-${SPAN_ID}`,
  'flags of one digit': `00-${TRACE_ID}-${SPAN_ID}-1`,
  'version 00 with a fifth part': `${TRACEPARENT}-extra`,
  'two values in one': `${TRACEPARENT},${TRACEPARENT}`,
  'a NUL inside': `00-${TRACE_ID}\0-${SPAN_ID}-01`,
  'a megabyte': '0'.repeat(1 << 20),
  'a valid value in an array': [TRACEPARENT],
  'a number': 42,
  'an object': { traceparent: TRACEPARENT },
};

describe('extractMeta of a malformed traceparent', () => {
  const ambient = contextWith({ baggage: { own: '1' } });

  for (const [what, traceparent] of Object.entries(MALFORMED)) {
    it(`returns the very same context: ${what}`, () => {
      const params = { _meta: { traceparent, tracestate: 'a=1' } };
      const extracted = extractMeta(ambient, params, { propagator: w3c });
      assert.equal(extracted, ambient);
    });
  }
});
