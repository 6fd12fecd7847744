/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Words for the trees that examples must produce.

/** @typedef {import('opentelemetry-mcp-test-utils').ExpectedSpan} ExpectedSpan */

/**
 * A span that has not failed and has no links, unless `more` says so.
 *
 * @param {string} service
 * @param {string | RegExp} name
 * @param {NonNullable<ExpectedSpan['kind']>} kind
 * @param {ExpectedSpan[]} [children]
 * @param {Partial<ExpectedSpan>} [more]
 * @returns {ExpectedSpan}
 */
export const span = (service, name, kind, children = [], more = {}) => ({
  ...{ name, kind, service, status: 'UNSET', links: [] },
  ...more,
  children,
});

/**
 * @param {string} errorType
 * @returns {Partial<ExpectedSpan>}
 */
export const failed = errorType => ({
  status: 'ERROR',
  attributes: { 'error.type': errorType },
});

/**
 * A message over stdio: where it was sent, and where it was handled.
 *
 * @param {string} from
 * @param {string} to
 * @param {string} name
 * @param {{ below?: ExpectedSpan[], errorType?: string, version?: string }} [options]
 *   what handling it caused; default version 2025-11-25
 */
export function overStdio(from, to, name, options = {}) {
  const { below = [], errorType, version = '2025-11-25' } = options;
  const more = {
    ...(errorType !== undefined && failed(errorType)),
    attributes: {
      'network.transport': 'pipe',
      'mcp.protocol.version': version,
      'error.type': errorType,
    },
  };
  return span(
    from,
    name,
    'CLIENT',
    [span(to, name, 'SERVER', below, more)],
    more
  );
}

/**
 * An HTTP request of two instrumented processes.
 *
 * @param {string} from
 * @param {string} to
 * @param {string | RegExp} method
 * @param {Partial<ExpectedSpan>} [more]
 * @param {ExpectedSpan[]} [below]
 */
export const http = (from, to, method, more = {}, below = []) =>
  span(from, method, 'CLIENT', [span(to, method, 'SERVER', below, more)], more);

/**
 * A message over Streamable HTTP. The context comes from the message itself: its
 * handling belongs to the call, and is linked to the HTTP request that brought it.
 *
 * @param {string} from
 * @param {string} to
 * @param {string} name
 * @param {{ below?: ExpectedSpan[], links?: string[], errorType?: string, version?: string, post?: ExpectedSpan[] }} [options]
 *   default version 2026-07-28; `post` are the HTTP requests below the call,
 *   default: one
 */
export function overHttp(from, to, name, options = {}) {
  const { below = [], links = [], errorType, version = '2026-07-28' } = options;
  const more = {
    ...(errorType !== undefined && failed(errorType)),
    attributes: {
      'network.transport': 'tcp',
      'mcp.protocol.version': version,
      'error.type': errorType,
    },
  };
  const { post = [http(from, to, 'POST')] } = options;
  const handled = span(to, name, 'SERVER', below, { ...more, links: ['POST'] });
  return span(from, name, 'CLIENT', [...post, handled], { ...more, links });
}
