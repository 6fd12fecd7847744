/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { context, diag } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import type { IncomingHttpHeaders } from 'node:http';

const CONTENT_HEADERS = ['content-type', 'content-encoding'] as const;

/** What a body cannot be read without. */
export function contentHeaders(
  headers: IncomingHttpHeaders
): Record<string, string> {
  return Object.fromEntries(
    CONTENT_HEADERS.flatMap(name => {
      const value = headers[name];
      return value === undefined ? [] : [[name, value]];
    })
  );
}

/**
 * Posts a received body to the same path of another OTLP/HTTP endpoint. Failures
 * are reported to `diag` only: whoever exported has been served already.
 */
export async function forward(
  baseUrl: string,
  path: string,
  body: Buffer,
  headers: Readonly<Record<string, string>>
): Promise<void> {
  const url = `${baseUrl.replace(/\/+$/, '')}${path}`;
  try {
    // An instrumented fetch would otherwise export its own export, for ever.
    const response = await context.with(suppressTracing(context.active()), () =>
      fetch(url, { method: 'POST', headers, body: new Uint8Array(body) })
    );
    await response.arrayBuffer();
    if (response.ok) return;
    diag.warn(`${url} refused telemetry: ${String(response.status)}`);
  } catch (error) {
    diag.warn(`Telemetry could not be forwarded to ${url}`, error);
  }
}
