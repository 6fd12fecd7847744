/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';
import { decodeProtobuf, type RequestMessage } from './messages.ts';

/** A request that cannot be read, with the HTTP status that says so. */
export class OtlpRequestError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface OtlpRequest {
  readonly message: RequestMessage;
  readonly contentType: 'application/json' | 'application/x-protobuf';
  /** As it came, still compressed. */
  readonly raw: Buffer;
}

const PATHS: ReadonlyMap<string, RequestMessage> = new Map([
  ['/v1/traces', 'Traces'],
  ['/v1/metrics', 'Metrics'],
  ['/v1/logs', 'Logs'],
]);

const unzip = { gzip: promisify(gunzip), deflate: promisify(inflate) };

/**
 * Reads an OTLP/HTTP export request.
 *
 * @throws OtlpRequestError 404, 405 or 415
 */
export async function readRequest(
  request: IncomingMessage
): Promise<OtlpRequest> {
  const raw = await readBody(request);
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const message = PATHS.get(pathname);
  if (message === undefined) throw new OtlpRequestError(404, pathname);
  if (request.method !== 'POST') throw new OtlpRequestError(405, 'not a POST');
  const [contentType] = (request.headers['content-type'] ?? '').split(';');
  switch (contentType?.trim()) {
    case 'application/json':
      return { message, contentType: 'application/json', raw };
    case 'application/x-protobuf':
      return { message, contentType: 'application/x-protobuf', raw };
    default:
      throw new OtlpRequestError(415, `content-type ${contentType ?? ''}`);
  }
}

/**
 * The payload in the shape of OTLP/JSON.
 *
 * @throws OtlpRequestError 400 when it is malformed, 415 when its encoding is
 * unknown
 */
export async function decodeRequest(
  { message, contentType, raw }: OtlpRequest,
  encoding = 'identity'
): Promise<unknown> {
  const decompress = decompressor(encoding);
  try {
    const body = await decompress(raw);
    return contentType === 'application/json'
      ? JSON.parse(body.toString('utf8'))
      : decodeProtobuf(message, body);
  } catch (error) {
    throw new OtlpRequestError(400, String(error));
  }
}

function decompressor(
  encoding: string
): (raw: Buffer) => Buffer | Promise<Buffer> {
  if (encoding === 'gzip' || encoding === 'deflate') return unzip[encoding];
  if (encoding === 'identity') return raw => raw;
  throw new OtlpRequestError(415, `content-encoding ${encoding}`);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(Buffer.from(chunk as Uint8Array));
  }
  return Buffer.concat(chunks);
}
