/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { once } from 'node:events';
import { createServer } from 'node:http';

export interface Downstream {
  readonly url: string;
  close(): void;
}

/** The HTTP service that a tool of the scenarios calls; it answers with the path. */
export async function startDownstream(): Promise<Downstream> {
  const server = createServer((request, response) => {
    response.end(`body of ${request.url ?? ''}`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('The server has no port');
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
