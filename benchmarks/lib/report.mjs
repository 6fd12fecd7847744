/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { format, resolveConfig } from 'prettier';
import { plot } from './plot.mjs';

const DOCS = new URL('../../docs/', import.meta.url);
const COLUMNS = ['bare', 'base', 'hooks', 'floor', 'peer', 'ours'];
const NAMES = {
  peer: '`mcp-opentelemetry`',
  base: "OpenTelemetry's base",
  hooks: 'hooks that do nothing',
};

/**
 * Writes `docs/performance.md` and `docs/performance.svg`.
 *
 * @param {{ title: string, measured: object, rows: import('./row.mjs').Row[] }[]} sections
 */
export async function report(sections) {
  const rows = sections.flatMap(section => section.rows);
  mkdirSync(DOCS, { recursive: true });
  writeFileSync(new URL('performance.svg', DOCS), plot(rows));
  const file = new URL('performance.md', DOCS);
  const intro = readFileSync(new URL('../intro.md', import.meta.url), 'utf8');
  const text = [
    intro,
    '![The share of each budget that is used](performance.svg)',
    ...sections.map(table),
  ].join('\n\n');
  const options = await resolveConfig(file);
  writeFileSync(file, await format(text, { ...options, parser: 'markdown' }));
}

function table({ title, measured, rows }) {
  const columns = COLUMNS.filter(name => rows.some(row => name in row.values));
  const head = ['', ...columns.map(name => NAMES[name] ?? name)];
  const lines = rows.flatMap(row => row.costs.map(cost => [row, cost]));
  const body = lines.map(([row, cost], index) => {
    const isFirst = index === 0 || lines[index - 1][0] !== row;
    const values = columns.map(name => valueIn(row, name));
    return [
      ...(isFirst ? [row.what, ...values] : ['', ...columns.map(() => '')]),
      `${number(cost.value)} ${cost.unit} (${NAMES[cost.name] ?? cost.name})`,
      cost.budget === undefined ? '' : `≤ ${number(cost.budget)}`,
      verdict(cost),
    ];
  });
  const header = [...head, 'ours beside', 'budget', ''];
  return [
    `## ${title}`,
    `${measured.rounds} rounds, Node.js ${measured.node}, ${measured.cpus} cores.`,
    [header, header.map(() => '---'), ...body]
      .map(cells => `| ${cells.join(' | ')} |`)
      .join('\n'),
  ].join('\n\n');
}

function valueIn({ values, unit }, name) {
  if (values[name] === undefined) return '';
  const sign = name !== 'bare' && values[name] >= 0 ? '+' : '';
  return `${sign}${number(values[name])} ${unit}`;
}

function verdict({ value, budget }) {
  if (budget === undefined) return '';
  return value <= budget ? 'met' : '**not met**';
}

function number(value) {
  const digits = Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0;
  return value.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** @param {number} rounds */
export function conditions(rounds) {
  const { version } = JSON.parse(
    readFileSync(
      new URL('../../node_modules/node/package.json', import.meta.url),
      'utf8'
    )
  );
  return { rounds, node: version, cpus: cpus().length };
}
