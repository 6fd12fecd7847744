/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

const scenarios = {
  operations: require('./operations.cjs').operations,
  failures: require('./failures.cjs').failures,
  concurrent: require('./concurrent.cjs').concurrent,
  traces: require('./traces.cjs').traces,
};

/**
 * Runs the scenario that MCP_SCENARIO names and sends its results to the parent
 * process, to be compared with those of a run without instrumentation.
 *
 * @param {object} sdk what the line's `client` module offers
 * @param {object} otel `@opentelemetry/api`
 */
exports.runClient = async function runClient(sdk, otel) {
  const tracer = otel.trace.getTracer('client-app');
  const inSpan = (name, action, options = {}) =>
    tracer.startActiveSpan(name, { root: true, ...options }, async span => {
      try {
        return await action();
      } finally {
        span.end();
      }
    });
  const client = sdk.createClient(
    { name: 'scenario-client', version: '1' },
    // what a model would be asked for
    ({ params }) => inSpan('model', async () => answer(params), { root: false })
  );
  const run = scenarios[process.env.MCP_SCENARIO ?? 'operations'];
  const results = await run({ client, sdk, inSpan });
  await inSpan('close', async () => {
    await client.transport?.terminateSession?.();
    await client.close();
  });
  process.send?.({ results });
};

function answer({ messages: [question] }) {
  const { text } = [question.content].flat()[0];
  const content = { type: 'text', text: `${text}!` };
  return { model: 'none', role: 'assistant', content };
}
