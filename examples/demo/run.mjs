/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Starts an agent's host and all that it talks to, collects their spans, and
// shows them as one trace. Fails when that trace is not the expected one.
import { styleText } from 'node:util';
import { DiagConsoleLogger, DiagLogLevel, diag } from '@opentelemetry/api';
import {
  assertMcpConventions,
  startFixture,
  startOtlpReceiver,
} from 'opentelemetry-mcp-test-utils';
import { verdict } from './verdict.mjs';
import { waterfall } from './waterfall.mjs';

const FLAG = ['--import', 'opentelemetry-instrumentation-mcp/auto'];
const LEGEND = [
  'agent: host · notes: stdio, SDK v1 · travel: HTTP, SDK v2 · weather: no MCP',
  '━ from start to end · ✖ failed, error.type · ↪n linked to the span in line n',
];
const CONVENTIONAL =
  'spans and metrics follow the semantic conventions for MCP';

// Whoever has a backend may look at the same trace there.
const { OTEL_EXPORTER_OTLP_ENDPOINT: backend } = process.env;
diag.setLogger(new DiagConsoleLogger(), DiagLogLevel.WARN);

const paint = (styles, text) =>
  text === ''
    ? ''
    : styles.reduce((painted, style) => styleText(style, painted), text);

/** The usual variables of OpenTelemetry: programs need nothing else. */
function environment(serviceName, endpoint) {
  return {
    OTEL_SERVICE_NAME: serviceName,
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    // The others would show file handles, sockets and the like as well, or ask
    // the network in which cloud they are.
    OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'http,undici',
    OTEL_NODE_RESOURCE_DETECTORS: 'env,host,process',
  };
}

/** Ends when all programs have ended and have sent their last spans. */
async function runAgent(endpoint) {
  const servers = [];
  const start = (file, serviceName, args, more) => {
    const env = environment(serviceName, endpoint);
    const cwd = import.meta.dirname;
    return startFixture({ file, args, execArgv: FLAG, env, cwd, ...more });
  };
  const serve = async (...program) => {
    const ready = { on: 'stdout', match: /^http.*(?=\n)/ };
    const server = await start(...program, { ready });
    servers.push(server);
    return server.readyMatch[0]; // its URL
  };
  try {
    const weatherUrl = await serve('weather-service.mjs', 'weather', []);
    const travelUrl = await serve('http-server.mjs', 'travel', [weatherUrl]);
    const host = await start('host.mjs', 'agent', [travelUrl]);
    const { code } = await host.exited;
    if (code !== 0) throw new Error(`The host failed:\n${host.stderr}`);
  } finally {
    // No stdin to end here: what is sent is SIGTERM.
    await Promise.all(servers.map(server => server.stop({ stdinEndMs: 0 })));
  }
}

function report(spans, metrics) {
  const { columns = 80 } = process.stdout;
  const width = Math.max(80, Math.min(columns, 160));
  const legend = LEGEND.map(line => paint(['dim'], line));
  console.log(
    [...waterfall(spans, { columns: width, paint }), '', ...legend, ''].join(
      '\n'
    )
  );
  console.log(paint(['green', 'bold'], `✔ ${verdict(spans)}`));
  assertMcpConventions(spans, metrics);
  console.log(paint(['green', 'bold'], `✔ ${CONVENTIONAL}`));
}

console.log(
  `An agent, two MCP servers and an HTTP service, each started with one flag:\n` +
    paint(['bold'], `node ${FLAG.join(' ')}`) +
    '\n'
);
const receiver = await startOtlpReceiver(backend ? { forwardTo: backend } : {});
try {
  await runAgent(receiver.url);
  report(receiver.spans(), receiver.metrics());
  const [span] = receiver.spans();
  if (backend) console.log(`Sent to ${backend} as well: trace ${span.traceId}`);
} catch (error) {
  console.error(paint(['red', 'bold'], '✖ The demo failed'));
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await receiver.close();
}
