/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { spanTree } from 'opentelemetry-mcp-test-utils';
import { formatDuration } from './duration.mjs';

/** @typedef {import('opentelemetry-mcp-test-utils').SpanRecord} SpanRecord */
/** @typedef {import('opentelemetry-mcp-test-utils').SpanNode} SpanNode */
/** @typedef {Extract<Parameters<typeof import('node:util').styleText>[0], string>} Style */
/** @typedef {(styles: Style[], text: string) => string} Paint */
/** @typedef {{ span: SpanRecord, guides: string, link: string, error: string }} Row */
/**
 * Widths of the columns in characters.
 *
 * @typedef {{ number: number, service: number, name: number, kind: number,
 *   bar: number, duration: number }} Layout
 */

/** @type {Style[]} */
const SERVICE_COLOURS = ['blueBright', 'magenta', 'green', 'yellow'];
const DURATION_WIDTH = 7;
const MINIMAL_BAR = 12;

/**
 * Draws one trace, a line per span, on a time axis.
 *
 * @param {readonly SpanRecord[]} spans
 * @param {{ columns?: number, paint?: Paint }} [options] the width in characters,
 *   80 (the default) or more; how to colour a text, default not at all
 * @returns {string[]} lines
 */
export function waterfall(spans, { columns = 80, paint = plain } = {}) {
  const rows = rowsOf(spans);
  const layout = layoutOf(rows, columns);
  const start = Math.min(...spans.map(({ startTime }) => startTime));
  const end = Math.max(...spans.map(({ endTime }) => endTime));
  const services = [...new Set(rows.map(({ span }) => span.service ?? '?'))];
  const colourOf = (/** @type {SpanRecord} */ { service = '?' }) =>
    SERVICE_COLOURS[services.indexOf(service) % SERVICE_COLOURS.length] ??
    'blueBright';
  return [
    paint(['dim'], header(layout, end - start)),
    ...rows.map((row, index) =>
      drawRow(row, index + 1, { layout, start, end, paint, colourOf })
    ),
  ];
}

/** @type {Paint} */
const plain = (_, text) => text;

/**
 * @param {readonly SpanRecord[]} spans
 * @returns {Row[]}
 */
function rowsOf(spans) {
  /** @type {Row[]} */
  const rows = [];
  /** @type {(span: SpanRecord, guides: string) => void} */
  const add = (span, guides) => {
    rows.push({ span, guides, link: '', error: errorOf(span) });
  };
  /** @type {(nodes: readonly SpanNode[], guides: string) => void} */
  const visit = (nodes, guides) => {
    for (const [index, { span, children }] of nodes.entries()) {
      const last = index === nodes.length - 1;
      add(span, guides + (last ? '└ ' : '├ '));
      visit(children, guides + (last ? '  ' : '│ '));
    }
  };
  for (const { span, children } of spanTree(spans)) {
    add(span, '');
    visit(children, '');
  }
  const numbers = new Map(rows.map(({ span }, i) => [span.spanId, i + 1]));
  const linkOf = (/** @type {SpanRecord} */ { links }) =>
    links.map(({ spanId }) => ` ↪${numbers.get(spanId) ?? '?'}`).join('');
  return rows.map(row => ({ ...row, link: linkOf(row.span) }));
}

/** @param {SpanRecord} span */
function errorOf({ attributes, status }) {
  const type = attributes['error.type'];
  if (status.code !== 'ERROR') return '';
  return typeof type === 'string' ? ` ✖ ${type}` : ' ✖';
}

/**
 * @param {Row[]} rows
 * @param {number} columns
 * @returns {Layout}
 */
function layoutOf(rows, columns) {
  /** @type {(text: (row: Row) => string) => number} */
  const widest = text => Math.max(...rows.map(row => text(row).length));
  const number = String(rows.length).length;
  const service = Math.max(
    7,
    widest(({ span }) => span.service ?? '?')
  );
  const kind = widest(({ span }) => span.kind);
  const gaps = 5;
  const rest = columns - number - service - kind - DURATION_WIDTH - gaps;
  const wanted = widest(
    row => row.guides + row.span.name + row.link + row.error
  );
  const name = Math.max(10, Math.min(wanted, rest - MINIMAL_BAR));
  const bar = Math.max(MINIMAL_BAR, rest - name);
  return { number, service, name, kind, bar, duration: DURATION_WIDTH };
}

/**
 * @param {Layout} layout
 * @param {number} total milliseconds
 */
function header({ number, service, name, kind, bar, duration }, total) {
  const scale = formatDuration(total);
  return [
    '#'.padStart(number),
    'service'.padEnd(service),
    'span'.padEnd(name),
    'kind'.padEnd(kind),
    '0'.padEnd(bar - scale.length) + scale,
    'time'.padStart(duration),
  ].join(' ');
}

/**
 * @param {Row} row
 * @param {number} number
 * @param {{ layout: Layout, start: number, end: number, paint: Paint,
 *   colourOf: (span: SpanRecord) => Style }} drawing
 */
function drawRow({ span, guides, link, error }, number, drawing) {
  const { layout, start, end, paint, colourOf } = drawing;
  const colour = colourOf(span);
  const room = layout.name - guides.length - link.length - error.length;
  const name = shorten(span.name, room);
  const isMcp = span.attributes['mcp.method.name'] !== undefined;
  /** @type {Style[]} */
  const nameStyle = isMcp || guides === '' ? ['bold'] : [];
  const duration = formatDuration(span.endTime - span.startTime);
  return [
    paint(['dim'], String(number).padStart(layout.number)),
    paint([colour], (span.service ?? '?').padEnd(layout.service)),
    paint(['dim'], guides) +
      paint(nameStyle, name) +
      paint(['cyan'], link) +
      paint(['red'], error) +
      ' '.repeat(Math.max(0, room - name.length)),
    paint(['dim'], span.kind.toLowerCase().padEnd(layout.kind)),
    paint([error === '' ? colour : 'red'], bar(span, start, end, layout.bar)),
    duration.padStart(layout.duration),
  ].join(' ');
}

/**
 * A line of half characters: at least one, so that no span is invisible.
 *
 * @param {SpanRecord} span
 * @param {number} start milliseconds
 * @param {number} end milliseconds
 * @param {number} width characters
 */
function bar({ startTime, endTime }, start, end, width) {
  const halves = 2 * width;
  const scale = halves / Math.max(end - start, Number.EPSILON);
  const from = Math.min(halves - 1, Math.floor((startTime - start) * scale));
  const to = Math.max(from + 1, Math.round((endTime - start) * scale));
  const inside = (/** @type {number} */ half) => half >= from && half < to;
  return Array.from({ length: width }, (_, cell) => {
    const [left, right] = [inside(2 * cell), inside(2 * cell + 1)];
    return left ? (right ? '━' : '╸') : right ? '╺' : ' ';
  }).join('');
}

/**
 * @param {string} text
 * @param {number} room
 */
function shorten(text, room) {
  return text.length <= room
    ? text
    : `${text.slice(0, Math.max(1, room - 1))}…`;
}
