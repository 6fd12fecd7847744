/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  startOtlpReceiver,
  type SpanRecord,
} from 'opentelemetry-mcp-test-utils';
import { exposition } from './exposition.ts';

/** In the place of the Collector: takes OTLP, and lets Prometheus scrape metrics. */
export interface StandIn {
  /** What `OTEL_EXPORTER_OTLP_ENDPOINT` is to be set to. */
  readonly url: string;
  /** Where Prometheus scrapes, a port of 127.0.0.1. */
  readonly port: number;
  /** All that have come. */
  spans(): readonly SpanRecord[];
  close(): Promise<void>;
}

export async function startStandIn(): Promise<StandIn> {
  const receiver = await startOtlpReceiver();
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/plain; version=0.0.4');
    response.end(exposition(receiver.metrics()));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: receiver.url,
    port,
    spans: () => receiver.spans(),
    async close() {
      server.close();
      server.closeAllConnections();
      await receiver.close();
    },
  };
}
