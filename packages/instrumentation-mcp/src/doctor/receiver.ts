/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { createServer, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';

/** Number of requests by signal: `traces`, `metrics`, `logs`. */
export type Received = Readonly<Record<string, number>>;

/**
 * Takes what OTLP exporters send over HTTP, so that they succeed where nobody
 * has set up a collector. The spans themselves are known from the probe.
 */
export class Receiver {
  private readonly _counts: Record<string, number> = {};
  private readonly _server: Server = createServer((request, response) => {
    this._count(request);
    request.resume().on('end', () => {
      // An empty message is right in both encodings: JSON, and protobuf.
      const json = request.headers['content-type']?.includes('json') === true;
      response.setHeader(
        'content-type',
        json ? 'application/json' : 'application/x-protobuf'
      );
      response.end(json ? '{}' : '');
    });
  });

  /** Resolves with the endpoint. */
  async start(): Promise<string> {
    this._server.listen(0, '127.0.0.1');
    await once(this._server, 'listening');
    const address = this._server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    return `http://127.0.0.1:${port ?? 0}`;
  }

  get received(): Received {
    return { ...this._counts };
  }

  stop(): void {
    this._server.close();
    this._server.closeAllConnections();
  }

  private _count({ url }: IncomingMessage): void {
    const signal = /\/v1\/(\w+)$/.exec(url ?? '')?.[1];
    if (signal !== undefined) {
      this._counts[signal] = (this._counts[signal] ?? 0) + 1;
    }
  }
}
