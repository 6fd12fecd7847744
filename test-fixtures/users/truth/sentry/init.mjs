/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Preload: Sentry, whose spans stay in this process.
import { diag, DiagLogLevel } from '@opentelemetry/api';
import * as Sentry from '@sentry/node';

const spans = [];
const lines = [];
const tell = (...args) => lines.push(args.join(' '));
const ignore = () => undefined;

const client = Sentry.init({
  dsn: 'http://key@127.0.0.1:9/1',
  tracesSampleRate: 1,
  // From version 11 on its own spans need OpenTelemetry no more; ours do.
  enableOpenTelemetrySetup: true,
  transport: () => ({ send: async () => ({}), flush: async () => true }),
});
/** Version 11 has other names for some of it. */
client.on('spanEnd', span => {
  const json = Sentry.spanToJSON(span);
  spans.push({
    name: json.description ?? json.name,
    attributes: json.data ?? json.attributes,
    status: json.status,
    spanId: json.span_id,
    parent: json.parent_span_id,
    traceId: json.trace_id,
  });
});
diag.setLogger(
  { error: tell, warn: tell, info: ignore, debug: ignore, verbose: ignore },
  { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true }
);

/** What the test is told. */
globalThis.recorded = () => ({ spans, lines });
