/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Delivery {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** In the place of a vendor: takes whatever is sent, and tells where to and by whom. */
export interface StandIn {
  readonly url: string;
  readonly deliveries: readonly Delivery[];
  close(): Promise<void>;
}

export async function startStandIn(): Promise<StandIn> {
  const deliveries: Delivery[] = [];
  const server = createServer((request, response) => {
    const { url: path = '', headers } = request;
    deliveries.push({ path, headers });
    request.resume().on('end', () => response.end());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    deliveries,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
