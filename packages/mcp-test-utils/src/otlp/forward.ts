/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { context, diag } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import type { IncomingHttpHeaders } from 'node:http';

const FORWARDED_HEADERS = ['content-type', 'content-encoding'] as const;

/**
 * Posts a received body to the same path of another OTLP/HTTP endpoint. Failures
 * are reported to `diag` only: whoever exported has been served already.
 */
export async function forward(
  baseUrl: string,
  path: string,
  body: Buffer,
  headers: IncomingHttpHeaders
): Promise<void> {
  const url = `${baseUrl.replace(/\/+$/, '')}${path}`;
  const kept = FORWARDED_HEADERS.flatMap(name => {
    const value = headers[name];
    return value === undefined ? [] : [[name, value] as [string, string]];
  });
  try {
    // An instrumented fetch would otherwise export its own export, for ever.
    const response = await context.with(suppressTracing(context.active()), () =>
      fetch(url, { method: 'POST', headers: kept, body: new Uint8Array(body) })
    );
    await response.arrayBuffer();
    if (response.ok) return;
    diag.warn(`${url} refused telemetry: ${String(response.status)}`);
  } catch (error) {
    diag.warn(`Telemetry could not be forwarded to ${url}`, error);
  }
}
