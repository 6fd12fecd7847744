/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  startTelemetry,
  type MetricRecord,
  type Telemetry,
  type TelemetryOptions,
} from 'opentelemetry-mcp-test-utils';
import {
  McpInstrumentation,
  type McpInstrumentationConfig,
} from '../../../src/index.ts';
import {
  collectDiagnostics,
  type Diagnostics,
} from '../../support/diagnostics.ts';
import type { Sdk } from '../../support/sdk.ts';

/** In-memory telemetry of an instrumentation with some options. */
export interface Observed {
  readonly telemetry: Telemetry;
  readonly instrumentation: McpInstrumentation;
  readonly diagnostics: Diagnostics;
  stop(): Promise<void>;
}

const CLASSES = [
  'Client',
  'Server',
  'McpServer',
  'StdioClientTransport',
  'StreamableHTTPClientTransport',
];

/** Every message has a span, unless the config says otherwise. */
export function observe(
  sdks: Sdk | readonly Sdk[],
  config: McpInstrumentationConfig = {},
  options: TelemetryOptions = {}
): Observed {
  const diagnostics = collectDiagnostics();
  const instrumentation = new McpInstrumentation({ ignore: [], ...config });
  const telemetry = startTelemetry({
    ...options,
    instrumentations: [instrumentation, ...(options.instrumentations ?? [])],
  });
  const namespaces = [sdks].flat().flatMap(sdk => sdk.namespaces);
  for (const namespace of namespaces) {
    if (CLASSES.some(name => name in namespace)) {
      instrumentation.instrument(namespace);
    }
  }
  return {
    telemetry,
    instrumentation,
    diagnostics,
    async stop() {
      instrumentation.disable();
      await telemetry.shutdown();
      diagnostics.stop();
    },
  };
}

/** Runs a step with some environment variables. */
export function withEnvironment<T>(
  variables: Readonly<Record<string, string>>,
  action: () => T
): T {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    return action();
  } finally {
    for (const name of Object.keys(variables)) {
      if (before[name] === undefined) {
        Reflect.deleteProperty(process.env, name);
      } else {
        process.env[name] = before[name];
      }
    }
  }
}

/** How often each side's duration of a method was recorded. */
export async function operations(
  telemetry: Telemetry,
  method: string
): Promise<Record<'client' | 'server', number>> {
  const metrics = await telemetry.metrics();
  return {
    client: count(metrics, 'mcp.client.operation.duration', method),
    server: count(metrics, 'mcp.server.operation.duration', method),
  };
}

function count(
  metrics: readonly MetricRecord[],
  name: string,
  method: string
): number {
  return metrics
    .filter(metric => metric.name === name)
    .flatMap(metric => (metric.type === 'histogram' ? metric.points : []))
    .filter(({ attributes }) => attributes['mcp.method.name'] === method)
    .reduce((sum, point) => sum + point.count, 0);
}
