/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers in place of a handler, and returns whether it did. */
export type Interceptor = (...args: Parameters<RequestListener>) => boolean;

/** An HTTP server on a free port of 127.0.0.1. */
export interface LocalServer {
  readonly url: URL;
  intercept: Interceptor | undefined;
  /** Cuts all connections, and goes on. */
  cut(): void;
  close(): Promise<void>;
}

export async function serveLocally(
  handle: (...args: Parameters<RequestListener>) => unknown
): Promise<LocalServer> {
  const server = createServer((request, response) => {
    if (local.intercept?.(request, response) !== true) {
      handle(request, response);
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const local: LocalServer = {
    url: new URL(`http://127.0.0.1:${port}/mcp`),
    intercept: undefined,
    cut: () => {
      server.closeAllConnections();
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return local;
}
