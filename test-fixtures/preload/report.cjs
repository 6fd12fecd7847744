/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

const REPORT = 'test exit report';

/** Counts spans which were started and did not end. */
class OpenSpans {
  constructor() {
    this.spans = new Set();
  }

  onStart(span) {
    this.spans.add(span);
  }

  onEnd(span) {
    this.spans.delete(span);
  }

  async forceFlush() {}

  async shutdown() {}
}

exports.OpenSpans = OpenSpans;

/**
 * Before the process ends, exports its metrics and then one last span which names
 * the open ones: by its arrival the test knows that everything else has arrived.
 *
 * @param {OpenSpans} open
 * @param {() => object} tracerProvider asked at the end
 * @param {{ forceFlush(): Promise<void> }} [metricReader] default: there are none
 */
exports.reportAtExit = function reportAtExit(
  open,
  tracerProvider,
  metricReader = { async forceFlush() {} }
) {
  let reported;
  const report = () =>
    (reported ??= metricReader
      .forceFlush()
      .then(() => exportReport(open, tracerProvider())));
  process.once('beforeExit', report);
  process.once('SIGTERM', async () => {
    await report();
    process.exit(0);
  });
};

async function exportReport(open, provider) {
  const names = [...open.spans].map(({ name }) => name);
  const tracer = provider.getTracer('test');
  const span = tracer.startSpan(REPORT, { root: true });
  span.setAttribute('test.open_spans', names);
  span.end();
  await provider.forceFlush();
}
