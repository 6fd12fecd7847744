/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// The trace that the demo must produce: exactly these spans, no more, no less.

/** @typedef {import('opentelemetry-mcp-test-utils').ExpectedSpan} ExpectedSpan */

/**
 * @param {string} service
 * @param {string} name
 * @param {NonNullable<ExpectedSpan['kind']>} kind
 * @param {ExpectedSpan[]} children
 * @param {Partial<ExpectedSpan>} [more]
 * @returns {ExpectedSpan}
 */
const span = (service, name, kind, children, more) => ({
  ...{ name, kind, service, status: 'UNSET', links: [] },
  ...more,
  children,
});

/** @param {string} errorType */
const failed = errorType => ({
  status: /** @type {const} */ ('ERROR'),
  attributes: { 'error.type': errorType },
});

/**
 * A message in two processes: where it was sent, and where it was handled.
 *
 * @param {string} from
 * @param {string} to
 * @param {string} name
 * @param {ExpectedSpan[]} [below] what handling it caused
 */
const overStdio = (from, to, name, below = []) => {
  const attributes = {
    'network.transport': 'pipe',
    'mcp.protocol.version': '2025-11-25',
    'error.type': undefined,
  };
  return span(
    from,
    name,
    'CLIENT',
    [span(to, name, 'SERVER', below, { attributes })],
    { attributes }
  );
};

/**
 * @param {string} from
 * @param {string} to
 * @param {string} method
 * @param {Partial<ExpectedSpan>} [more]
 */
const http = (from, to, method, more) =>
  span(from, method, 'CLIENT', [span(to, method, 'SERVER', [], more)], more);

/**
 * The same over HTTP. The context comes from the message itself: its handling
 * belongs to the call, and is linked to the HTTP request that brought it.
 *
 * @param {string} name
 * @param {{ below?: ExpectedSpan[], links?: string[], errorType?: string }} [options]
 */
const overHttp = (name, { below = [], links = [], errorType } = {}) => {
  const more = errorType === undefined ? {} : failed(errorType);
  const attributes = {
    'network.transport': 'tcp',
    'mcp.protocol.version': '2026-07-28',
    'error.type': errorType,
  };
  return span(
    'agent',
    name,
    'CLIENT',
    [
      http('agent', 'travel', 'POST'),
      span('travel', name, 'SERVER', below, {
        ...more,
        attributes,
        links: ['POST'],
      }),
    ],
    { ...more, attributes, links }
  );
};

const sampling = overStdio('notes', 'agent', 'sampling/createMessage');

export const expectedTree = span('agent', 'plan a trip', 'INTERNAL', [
  overStdio('agent', 'notes', 'initialize'),
  overStdio('agent', 'notes', 'notifications/initialized'),
  overHttp('server/discover'),
  overStdio('agent', 'notes', 'tools/call search_notes'),
  overHttp('tools/call forecast', {
    below: [http('travel', 'weather', 'GET')],
  }),
  overHttp('tools/call tides', {
    below: [http('travel', 'weather', 'GET', failed('503'))],
    errorType: 'tool_error',
  }),
  overStdio('agent', 'notes', 'tools/call packing_list', [sampling]),
  // The server asked for the user's consent: the call took two requests.
  overHttp('tools/call book_ferry'),
  overHttp('tools/call book_ferry', { links: ['tools/call book_ferry'] }),
]);
