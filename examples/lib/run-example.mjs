/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// What all examples share: programs are started, their telemetry is collected,
// shown, and compared with what it must be.
import { writeFileSync } from 'node:fs';
import { parseArgs, styleText } from 'node:util';
import { DiagConsoleLogger, DiagLogLevel, diag } from '@opentelemetry/api';
import { parseKeyPairsIntoRecord } from '@opentelemetry/core';
import {
  assertMcpConventions,
  startOtlpReceiver,
} from 'opentelemetry-mcp-test-utils';
import { missingCommands } from './commands.mjs';
import { page } from './page/page.mjs';
import { Programs } from './programs.mjs';
import { showPage } from './viewer.mjs';
import { traces } from './traces.mjs';
import { waterfall } from './waterfall.mjs';

/**
 * @import { LogRecord, MetricRecord, SpanRecord } from 'opentelemetry-mcp-test-utils'
 *
 * @typedef {object} Collected
 * @property {SpanRecord[]} spans
 * @property {MetricRecord[]} metrics
 * @property {LogRecord[]} logs
 *
 * @typedef {object} Example
 * @property {string} folder absolute
 * @property {string} title what it shows, in one line
 * @property {string[]} [legend] lines below the picture
 * @property {(programs: Programs) => Promise<void>} play ends when all that has
 *   to be traced is done; programs may still run
 * @property {(collected: Collected) => string[]} verdict what holds, in lines;
 *   throws an AssertionError unless it does
 * @property {(spans: SpanRecord[]) => SpanRecord[]} [shown] of many traces those
 *   that are drawn; default: all
 * @property {string[]} [needs] commands of which a machine may have none: what
 *   needs a missing one is left out
 * @property {(span: SpanRecord) => boolean} [conventional] which spans have to keep
 *   to the conventions for MCP; default: all
 * @property {boolean} [optIn] whether content is recorded
 * @property {boolean} [sampled] whether there are metrics without spans
 */

const MARKS =
  '━ from start to end · ✖ failed, error.type · ↪n linked to the span in line n';
const CONVENTIONAL =
  'spans and metrics follow the semantic conventions for MCP';

const INSTALLER = 'On Debian, as root: npm run system-packages\n';

/** @type {import('./waterfall.mjs').Paint} */
const paint = (styles, text) =>
  text === ''
    ? ''
    : styles.reduce((painted, style) => styleText(style, painted), text);

/**
 * Runs an example with the arguments of this process: `--html FILE` writes a page,
 * `--ui` shows it on this machine until Ctrl+C. Everything is also sent to
 * `OTEL_EXPORTER_OTLP_ENDPOINT`, if that is set. Failures set the exit code.
 *
 * @param {Example} example
 */
export async function runExample(example) {
  const { values } = parseArgs({
    options: { html: { type: 'string' }, ui: { type: 'boolean' } },
  });
  diag.setLogger(new DiagConsoleLogger(), DiagLogLevel.WARN);
  try {
    const { collected, lines } = await collect(example);
    const shown = example.shown?.(collected.spans) ?? collected.spans;
    const { title, legend = [] } = example;
    const html = page({ ...collected, title, legend, lines, spans: shown });
    if (values.html !== undefined) writeFileSync(values.html, html);
    if (values.ui === true) await showPage(html);
  } catch (error) {
    console.error(paint(['red', 'bold'], '✖ The example failed'));
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

/** @param {Example} example */
async function collect(example) {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: backend } = process.env;
  console.log(`${paint(['bold'], example.title)}\n`);
  const missing = missingCommands(example.needs ?? []);
  for (const command of missing) {
    console.log(`There is no ${command} here: what needs it is left out.`);
  }
  if (missing.length > 0) console.log(INSTALLER);
  const forwardHeaders = parseKeyPairsIntoRecord(
    process.env.OTEL_EXPORTER_OTLP_HEADERS
  );
  const receiver = await startOtlpReceiver(
    backend ? { forwardTo: backend, forwardHeaders } : {}
  );
  try {
    await play(example, receiver.url);
    const collected = {
      spans: receiver.spans(),
      metrics: receiver.metrics(),
      logs: receiver.logs(),
    };
    draw(example, collected.spans);
    const lines = judge(example, collected);
    for (const line of lines)
      console.log(paint(['green', 'bold'], `✔ ${line}`));
    if (backend) {
      const { traceId } = collected.spans[0] ?? {};
      console.log(`Sent to ${backend} as well: trace ${String(traceId)}`);
    }
    return { collected, lines };
  } finally {
    await receiver.close();
  }
}

/**
 * @param {Example} example
 * @param {string} endpoint
 */
async function play(example, endpoint) {
  const programs = new Programs(example.folder, endpoint);
  try {
    await example.play(programs);
  } finally {
    await programs.end();
  }
}

/**
 * @param {Example} example
 * @param {SpanRecord[]} spans
 */
function draw({ shown = all => all, legend = [] }, spans) {
  const { columns: terminal = 80 } = process.stdout;
  const columns = Math.max(80, Math.min(terminal, 160));
  for (const trace of traces(shown(spans))) {
    console.log(`${waterfall(trace, { columns, paint }).join('\n')}\n`);
  }
  for (const line of [...legend, MARKS]) console.log(paint(['dim'], line));
  console.log();
}

/**
 * @param {Example} example
 * @param {Collected} collected
 */
function judge(example, collected) {
  const lines = example.verdict(collected);
  const { optIn = false, sampled = false, conventional = () => true } = example;
  const metrics = sampled ? [] : collected.metrics;
  const spans = collected.spans.filter(conventional);
  assertMcpConventions(spans, metrics, { optIn });
  return [...lines, CONVENTIONAL];
}
