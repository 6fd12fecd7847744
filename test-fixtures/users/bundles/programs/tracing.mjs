/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// An OpenTelemetry set-up that writes each span into the file `SPANS` as a line.
import { NodeSDK } from '@opentelemetry/sdk-node';
import { appendFileSync } from 'node:fs';

const { SPANS } = process.env;

function record(span) {
  const { traceId, spanId } = span.spanContext();
  const { name, kind, attributes, status, parentSpanContext } = span;
  const parentId = parentSpanContext?.spanId;
  const line = { name, kind, attributes, status, traceId, spanId, parentId };
  appendFileSync(SPANS, `${JSON.stringify(line)}\n`);
}

new NodeSDK({
  spanProcessors: [
    {
      onStart() {},
      onEnd: record,
      forceFlush: async () => {},
      shutdown: async () => {},
    },
  ],
}).start();
