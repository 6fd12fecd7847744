/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { diag } from '@opentelemetry/api';
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { LogRecord } from '../records/log-record.ts';
import type { MetricRecord } from '../records/metric-record.ts';
import type { SpanRecord } from '../records/span-record.ts';
import { contentHeaders, forward } from './forward.ts';
import { decodeRequest, OtlpRequestError, readRequest } from './http.ts';
import { OtlpStore, type Enough, type WaitOptions } from './store.ts';

export interface OtlpReceiverOptions {
  /** Default: a free one. */
  readonly port?: number;
  /** Base URL of an OTLP/HTTP endpoint that is to get everything as well. */
  readonly forwardTo?: string;
  /**
   * Sent with what is forwarded, such as those that authenticate. Default: none;
   * what the exporter sent to the receiver goes no further.
   */
  readonly forwardHeaders?: Readonly<Record<string, string>>;
}

/** An OTLP/HTTP endpoint that any number of processes can export to. */
export interface OtlpReceiver {
  /** What `OTEL_EXPORTER_OTLP_ENDPOINT` is to be set to. */
  readonly url: string;
  /** Spans in the order of their arrival. */
  spans(): SpanRecord[];
  /** The newest point of every metric, process and attribute set. */
  metrics(): MetricRecord[];
  /** Log records in the order of their arrival. */
  logs(): LogRecord[];
  /** Forgets everything; cumulative metrics come back with the next export. */
  reset(): void;
  /**
   * Resolves with all spans as soon as they are enough.
   *
   * @throws Error with the spans that did arrive, after the timeout
   */
  waitForSpans(
    enough: Enough<SpanRecord>,
    options?: WaitOptions
  ): Promise<SpanRecord[]>;
  /** @throws Error after the timeout */
  waitForMetrics(
    enough: Enough<MetricRecord>,
    options?: WaitOptions
  ): Promise<MetricRecord[]>;
  /** @throws Error after the timeout */
  waitForLogs(
    enough: Enough<LogRecord>,
    options?: WaitOptions
  ): Promise<LogRecord[]>;
  /** Closes all connections, and waits for what is still being forwarded. */
  close(): Promise<void>;
}

/**
 * Starts an OTLP/HTTP receiver on 127.0.0.1: JSON and protobuf, plain and
 * gzipped, for traces, metrics and logs.
 *
 * @throws Error when the port is taken
 */
export async function startOtlpReceiver(
  options: OtlpReceiverOptions = {}
): Promise<OtlpReceiver> {
  const receiver = new HttpReceiver(options);
  await receiver.listen();
  return receiver;
}

class HttpReceiver extends OtlpStore implements OtlpReceiver {
  private readonly _options: OtlpReceiverOptions;
  private readonly _server: Server;
  private readonly _forwards = new Set<Promise<void>>();
  private _url = '';

  constructor(options: OtlpReceiverOptions) {
    super();
    this._options = options;
    this._server = createServer((request, response) => {
      void this._serve(request, response);
    });
  }

  get url(): string {
    return this._url;
  }

  async listen(): Promise<void> {
    this._server.listen(this._options.port ?? 0, '127.0.0.1');
    await once(this._server, 'listening');
    const address = this._server.address();
    const port =
      address === null || typeof address === 'string' ? 0 : address.port;
    this._url = `http://127.0.0.1:${String(port)}`;
  }

  async close(): Promise<void> {
    const closed = once(this._server, 'close');
    this._server.close();
    this._server.closeAllConnections();
    await Promise.all([closed, ...this._forwards]);
  }

  private async _serve(
    request: IncomingMessage,
    response: ServerResponse
  ): Promise<void> {
    try {
      const otlp = await readRequest(request);
      const { headers, url } = request;
      const encoding = headers['content-encoding'];
      this.add(otlp.message, await decodeRequest(otlp, encoding));
      this._forward(url ?? '', otlp.raw, headers);
      // An empty message means full success in either encoding.
      const body = otlp.contentType === 'application/json' ? '{}' : '';
      response.writeHead(200, { 'content-type': otlp.contentType }).end(body);
    } catch (error) {
      const status = error instanceof OtlpRequestError ? error.status : 500;
      diag.warn(`An OTLP request was refused: ${String(status)}`, error);
      response.writeHead(status).end();
    }
  }

  private _forward(
    path: string,
    body: Buffer,
    headers: IncomingMessage['headers']
  ): void {
    const { forwardTo, forwardHeaders } = this._options;
    if (forwardTo === undefined) return;
    const forwarded = forward(forwardTo, path, body, {
      ...forwardHeaders,
      ...contentHeaders(headers),
    }).finally(() => {
      this._forwards.delete(forwarded);
    });
    this._forwards.add(forwarded);
  }
}
