/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Attributes, Span } from '@opentelemetry/api';
import { header, type HttpHeaders } from '../model/connection.ts';
import {
  ATTR_CLIENT_ADDRESS,
  ATTR_CLIENT_PORT,
  ATTR_NETWORK_PEER_ADDRESS,
  ATTR_NETWORK_PEER_PORT,
  ATTR_NETWORK_PROTOCOL_VERSION,
} from '../semconv.ts';
import { boundedName } from '../model/bounded-text.ts';
import { readAttributes } from './readable-span.ts';

/** What an HTTP server span knows, and an MCP server span wants to say as well. */
const SHARED = [
  ATTR_CLIENT_ADDRESS,
  ATTR_CLIENT_PORT,
  ATTR_NETWORK_PROTOCOL_VERSION,
];

/**
 * Adds who the client is: as the ambient HTTP server span has it, else as proxies
 * said (`Forwarded`, RFC 7239, then `X-Forwarded-For`), which is the order of the
 * HTTP conventions for `client.address`.
 */
export function addClient(
  attributes: Attributes,
  httpSpan: Span | undefined,
  headers: HttpHeaders | undefined
): void {
  if (httpSpan !== undefined) {
    const known = readAttributes(httpSpan);
    for (const key of SHARED) {
      const value = known[key];
      if (typeof value === 'string' || typeof value === 'number') {
        attributes[key] = value;
      }
    }
    const port = attributes[ATTR_CLIENT_PORT] ?? peerPort(known);
    if (port !== undefined) {
      attributes[ATTR_CLIENT_PORT] = port;
    }
  }
  if (headers !== undefined && attributes[ATTR_CLIENT_ADDRESS] === undefined) {
    const forwarded = forwardedFor(headers);
    if (forwarded !== undefined) {
      attributes[ATTR_CLIENT_ADDRESS] = boundedName(forwarded);
    }
  }
}

/**
 * HTTP instrumentations say the port of the socket only, which is the client's
 * unless there is a proxy in between.
 */
function peerPort(
  known: Readonly<Record<string, unknown>>
): number | undefined {
  const port = known[ATTR_NETWORK_PEER_PORT];
  const client = known[ATTR_CLIENT_ADDRESS];
  return typeof port === 'number' &&
    client !== undefined &&
    client === known[ATTR_NETWORK_PEER_ADDRESS]
    ? port
    : undefined;
}

function forwardedFor(headers: HttpHeaders): string | undefined {
  const forwarded = header(headers, 'forwarded');
  const first = /(?:^|[;\s])for=("[^"]*"|[^;,\s]+)/i.exec(
    forwarded?.split(',')[0] ?? ''
  )?.[1];
  const client =
    first?.replaceAll('"', '') ??
    header(headers, 'x-forwarded-for')?.split(',')[0]?.trim();
  return client === undefined || client === '' ? undefined : host(client);
}

/** `192.0.2.60:4711` and `[2001:db8::17]:4711` carry a port. */
function host(node: string): string {
  const bracketed = /^\[([^\]]+)\]/.exec(node)?.[1];
  return bracketed ?? node.replace(/^([\d.]+):\d+$/, '$1');
}
