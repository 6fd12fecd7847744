/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// The trace that the demo must produce: exactly these spans, no more, no less.
import { failed, http, overHttp, overStdio, span } from '../lib/expected.mjs';

const HOST = 'agent';

/**
 * @param {string} name
 * @param {Parameters<typeof overHttp>[3]} [options]
 */
const toTravel = (name, options) => overHttp(HOST, 'travel', name, options);

export const expectedTree = span(HOST, 'plan a trip', 'INTERNAL', [
  overStdio(HOST, 'notes', 'initialize'),
  overStdio(HOST, 'notes', 'notifications/initialized'),
  toTravel('server/discover'),
  overStdio(HOST, 'notes', 'tools/call search_notes'),
  toTravel('tools/call forecast', {
    below: [http('travel', 'weather', 'GET')],
  }),
  toTravel('tools/call tides', {
    below: [http('travel', 'weather', 'GET', failed('503'))],
    errorType: 'tool_error',
  }),
  overStdio(HOST, 'notes', 'tools/call packing_list', {
    below: [overStdio('notes', HOST, 'sampling/createMessage')],
  }),
  // The server asked for the user's consent: the call took two requests.
  toTravel('tools/call book_ferry'),
  toTravel('tools/call book_ferry', { links: ['tools/call book_ferry'] }),
]);
