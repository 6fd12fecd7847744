/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { formatDuration } from '../duration.mjs';
import { html } from './html.mjs';

/**
 * @import { LogRecord, SpanRecord } from 'opentelemetry-mcp-test-utils'
 *
 * @typedef {object} Surroundings
 * @property {number} start of the trace, milliseconds since the epoch
 * @property {SpanRecord | undefined} parent
 * @property {LogRecord[]} logs of this span
 */

/**
 * What a click on a span shows.
 *
 * @param {SpanRecord} span
 * @param {Surroundings} surroundings
 */
export function details(span, { start, parent, logs }) {
  return html`<div class="details">
    ${table('Span', facts(span, start, parent))}
    ${table('Attributes', Object.entries(span.attributes))}
    ${span.events.map(({ name, time, attributes }) =>
      table(
        `Event ${name} at ${formatDuration(time - start)}`,
        Object.entries(attributes)
      )
    )}
    ${table(
      'Logs',
      logs.map(({ severityText = 'LOG', body, eventName = '', attributes }) => [
        `${severityText} ${eventName}`,
        body ?? attributes,
      ])
    )}
    ${table('Resource', Object.entries(span.resource))}
  </div>`;
}

/**
 * @param {SpanRecord} span
 * @param {number} start
 * @param {SpanRecord | undefined} parent
 * @returns {[string, unknown][]}
 */
function facts(span, start, parent) {
  const { code, message = '' } = span.status;
  const { name, version } = span.scope;
  return [
    ['span id', span.spanId],
    ['parent', parent?.name ?? span.parentSpanId ?? 'none'],
    ['kind', span.kind],
    ['status', `${code} ${message}`],
    ['start', formatDuration(span.startTime - start)],
    ['duration', formatDuration(span.endTime - span.startTime)],
    ['scope', `${name} ${version ?? ''}`],
  ];
}

/**
 * @param {string} caption
 * @param {[string, unknown][]} entries
 */
function table(caption, entries) {
  if (entries.length === 0) return undefined;
  return html`<table>
    <caption>
      ${caption}
    </caption>
    ${entries.map(
      ([name, value]) =>
        html`<tr>
          <th>${name}</th>
          <td>${shown(value)}</td>
        </tr>`
    )}
  </table>`;
}

/** @param {unknown} value */
function shown(value) {
  if (typeof value === 'string') return value;
  const plain = (/** @type {string} */ _, /** @type {unknown} */ inner) =>
    typeof inner === 'bigint' ? String(inner) : inner;
  return JSON.stringify(value, plain);
}
