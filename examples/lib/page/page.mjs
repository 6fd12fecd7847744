/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A trace as one page that needs nothing else: no script, no font, no network. What
// a click shows is a <details>, what a link leads to is an anchor.
import { readFileSync } from 'node:fs';
import { formatDuration } from '../duration.mjs';
import { spanTree } from 'opentelemetry-mcp-test-utils';
import { traces } from '../traces.mjs';
import { details } from './details.mjs';
import { html, verbatim } from './html.mjs';

/**
 * @import { LogRecord, SpanNode, SpanRecord } from 'opentelemetry-mcp-test-utils'
 *
 * @typedef {object} Content
 * @property {string} title
 * @property {string[]} legend
 * @property {string[]} lines what was found to hold
 * @property {SpanRecord[]} spans of any number of traces
 * @property {LogRecord[]} logs those of a span are shown with it
 *
 * @typedef {object} Axis
 * @property {number} start milliseconds since the epoch
 * @property {number} length milliseconds
 * @property {string[]} services in the order of their first span
 * @property {Map<string, SpanRecord>} byId
 * @property {LogRecord[]} logs
 */

const STYLE = verbatim(
  readFileSync(new URL('page.css', import.meta.url), 'utf8')
);
const TICKS = [0, 0.25, 0.5, 0.75, 1];
const COLOURS = 8;

/**
 * @param {Content} content
 * @returns {string} an HTML document
 */
export function page({ title, legend, lines, spans, logs }) {
  const groups = traces(spans);
  const services = [...new Set(groups.flat().map(serviceOf))];
  const byId = new Map(spans.map(span => [span.spanId, span]));
  const [first = '', ...more] = title.split('\n');
  const heading = first.replace(/:$/, '');
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'"
        />
        <title>${heading}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <header>
          <h1>${heading}</h1>
          ${more.map(line => html`<p><code>${line}</code></p>`)}
          <ul class="services">
            ${services.map(
              (service, index) =>
                html`<li class="s${index % COLOURS}">${service}</li>`
            )}
          </ul>
        </header>
        ${groups.map(group => trace(group, { services, byId, logs }))}
        <footer>
          ${lines.map(line => html`<p class="holds">${line}</p>`)}
          ${legend.map(line => html`<p>${line}</p>`)}
          <p>Click a span for its attributes. ✖ failed · ↪ linked to</p>
        </footer>
      </body>
    </html>`.text;
}

/**
 * @param {SpanRecord[]} spans
 * @param {Pick<Axis, 'services' | 'byId' | 'logs'>} more
 */
function trace(spans, more) {
  const start = Math.min(...spans.map(({ startTime }) => startTime));
  const end = Math.max(...spans.map(({ endTime }) => endTime));
  const axis = { ...more, start, length: Math.max(end - start, 0.001) };
  const failures = spans.filter(({ status }) => status.code === 'ERROR').length;
  return html`<section>
    <h2>
      Trace <code>${spans[0]?.traceId}</code>
      <small>
        ${spans.length} spans, ${failures} failed,
        ${formatDuration(axis.length)}
      </small>
    </h2>
    <div class="scale">
      ${TICKS.map(
        tick =>
          html`<span style="left:${tick * 100}%"
            >${formatDuration(axis.length * tick)}</span
          >`
      )}
    </div>
    ${spanTree(spans).map(node => rows(node, 0, axis))}
  </section>`;
}

/**
 * @param {SpanNode} node
 * @param {number} depth
 * @param {Axis} axis
 * @returns {unknown[]}
 */
function rows({ span, children }, depth, axis) {
  return [
    row(span, depth, axis),
    ...children.map(child => rows(child, depth + 1, axis)),
  ];
}

/**
 * @param {SpanRecord} span
 * @param {number} depth
 * @param {Axis} axis
 */
function row(span, depth, axis) {
  const { start, length, services, byId, logs } = axis;
  const left = ((span.startTime - start) / length) * 100;
  const width = ((span.endTime - span.startTime) / length) * 100;
  const isMcp = span.attributes['mcp.method.name'] !== undefined;
  const classes = [
    `s${services.indexOf(serviceOf(span)) % COLOURS}`,
    ...(isMcp ? ['mcp'] : []),
    ...(span.status.code === 'ERROR' ? ['failed'] : []),
  ];
  return html`<details
    id="s${span.spanId}"
    class="span ${classes.join(' ')}"
    data-span="${span.spanId}"
    data-parent="${span.parentSpanId}"
  >
    <summary>
      <span class="name" style="--depth:${depth}"
        ><b>${span.name}</b> ${error(span)} ${links(span, byId)}</span
      >
      <span class="service">${serviceOf(span)}</span>
      <span class="kind">${span.kind.toLowerCase()}</span>
      <span class="lane"
        ><i style="left:${left.toFixed(3)}%;width:${width.toFixed(3)}%"></i
      ></span>
      <span class="time">${formatDuration(span.endTime - span.startTime)}</span>
    </summary>
    ${details(span, {
      start,
      parent: byId.get(span.parentSpanId ?? ''),
      logs: logs.filter(({ spanId }) => spanId === span.spanId),
    })}
  </details>`;
}

/** @param {SpanRecord} span */
function error({ status, attributes }) {
  if (status.code !== 'ERROR') return undefined;
  return html`<em>✖ ${attributes['error.type'] ?? status.message}</em>`;
}

/**
 * @param {SpanRecord} span
 * @param {Map<string, SpanRecord>} byId
 */
function links({ links: all }, byId) {
  return all.map(({ spanId }) => {
    const target = byId.get(spanId);
    const name = target === undefined ? 'elsewhere' : target.name;
    return html`<a href="#s${spanId}" title="linked to">↪ ${name}</a>`;
  });
}

/** @param {SpanRecord} span */
const serviceOf = ({ service = '?' }) => service;
