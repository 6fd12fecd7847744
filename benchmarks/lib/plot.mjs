/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

const WIDTH = 960;
const LABELS = 430;
const ROW = 20;
const TOP = 40;
const MOST = 2;

/**
 * A bar for each budget: which share of it is used. A line shows where it ends.
 *
 * @param {import('./row.mjs').Row[]} rows
 * @returns {string} an SVG document
 */
export function plot(rows) {
  const bars = rows.flatMap(({ what, costs }) =>
    costs
      .filter(({ budget }) => budget !== undefined)
      .map(({ name, value, budget, unit }) => ({
        label: `${what}, beside ${name} (${unit})`,
        share: value / budget,
      }))
  );
  const height = TOP + bars.length * ROW + 10;
  const end = x(1);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12">
<rect width="${WIDTH}" height="${height}" fill="#fff"/>
<text x="${LABELS}" y="20">Share of the budget that is used</text>
${bars.map(bar).join('\n')}
<line x1="${end}" x2="${end}" y1="${TOP - 10}" y2="${height - 5}" stroke="#333" stroke-dasharray="4 3"/>
<text x="${end}" y="${TOP - 12}" text-anchor="middle">100 %</text>
</svg>
`;
}

function bar({ label, share }, index) {
  const y = TOP + index * ROW;
  const width = Math.max(1, x(Math.min(Math.max(share, 0), MOST)) - LABELS);
  const color = share <= 1 ? '#2a7f62' : '#c0392b';
  const percent = `${Math.round(share * 100)} %`;
  return `<text x="${LABELS - 8}" y="${y + 12}" text-anchor="end">${escape(label)}</text><rect x="${LABELS}" y="${y + 2}" width="${width}" height="${ROW - 6}" fill="${color}"/><text x="${LABELS + width + 6}" y="${y + 12}">${percent}</text>`;
}

function x(share) {
  return LABELS + (share * (WIDTH - LABELS - 60)) / MOST;
}

function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
