/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// The endpoint of a vendor: takes OTLP from those alone who have the key, and
// passes it on.
import { once } from 'node:events';
import { createServer } from 'node:http';

const KEY = 'Bearer a key & more';

/** As it is written in the environment: values are percent-encoded. */
export const VENDOR_HEADERS = `authorization=${encodeURIComponent(KEY)}`;

/** @param {string} endpoint base URL that OTLP is passed on to */
export async function startVendor(endpoint) {
  let refused = 0;
  const server = createServer(async (request, response) => {
    if (request.headers.authorization !== KEY) {
      refused += 1;
      response.writeHead(401).end();
      return;
    }
    const { 'content-type': type = '', 'content-encoding': encoding } =
      request.headers;
    const { status } = await fetch(`${endpoint}${request.url}`, {
      method: 'POST',
      headers: {
        'content-type': type,
        ...(encoding && { 'content-encoding': encoding }),
      },
      body: Buffer.concat(await Array.fromAsync(request)),
    });
    response.writeHead(status, { 'content-type': type }).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** How many requests came without the key. */
    get refused() {
      return refused;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
