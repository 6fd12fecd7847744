/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { assertSpanTree } from 'opentelemetry-mcp-test-utils';
import { http, overHttp, span } from '../lib/expected.mjs';

/** @typedef {import('../lib/run-example.mjs').Collected} Collected */
/** @typedef {import('opentelemetry-mcp-test-utils').ExpectedSpan} ExpectedSpan */

const version = '2025-11-25';
const fromRooms = http('hotel', 'rooms', 'GET');

/**
 * @param {string} name
 * @param {Omit<Parameters<typeof overHttp>[3], 'version'>} [options]
 */
const toHotel = (name, options) =>
  overHttp('agent', 'hotel', name, { ...options, version });

/**
 * A request of the server comes on the open stream of a call, so that no HTTP
 * request of its own belongs to it. Its answer is posted.
 *
 * @param {string} name
 * @returns {ExpectedSpan}
 */
const askedBack = name =>
  span('hotel', name, 'CLIENT', [
    span('agent', name, 'SERVER', [http('agent', 'hotel', 'POST')]),
  ]);

const run = span('agent', 'book a room', 'INTERNAL', [
  toHotel('initialize'),
  toHotel('notifications/initialized'),
  toHotel('tools/call find_room', { below: [fromRooms, fromRooms] }),
  toHotel('tools/call describe_room', {
    below: [askedBack('sampling/createMessage')],
  }),
  toHotel('tools/call book_room', { below: [askedBack('elicitation/create')] }),
  toHotel('tools/call print_invoice', {
    below: [fromRooms],
    // The stream of the POST was closed: the GET resumes it, for the same call.
    post: [http('agent', 'hotel', 'POST'), http('agent', 'hotel', 'GET')],
  }),
  http('agent', 'hotel', 'DELETE'),
]);

/** The stream for what belongs to no call is nobody's: a trace of its own. */
const standaloneStream = http('agent', 'hotel', 'GET');

/** @param {Collected} collected */
export function verdict({ spans }) {
  assertSpanTree(spans, [run, standaloneStream]);
  return [`the run is one trace of ${spans.length - 2} spans`];
}
