/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import {
  startTelemetry,
  type Telemetry,
  type TelemetryOptions,
} from 'opentelemetry-mcp-test-utils';
import { McpInstrumentation } from '../../src/index.ts';
import type { Sdk } from './sdk.ts';

/** In-memory telemetry, and an instrumentation that reports to it. */
export interface Instrumented {
  readonly telemetry: Telemetry;
  readonly instrumentation: McpInstrumentation;
  readonly stop: () => Promise<void>;
}

/** Every message has a span. */
const CONFIG = { enabled: true, ignore: [] };

/** Instruments copies of the SDK that are loaded already. */
export function startInstrumented(
  sdks: readonly Sdk[],
  options: TelemetryOptions = {}
): Instrumented {
  const instrumentation = new McpInstrumentation(CONFIG);
  const telemetry = startTelemetry({
    ...options,
    instrumentations: [instrumentation],
  });
  for (const namespace of sdks.flatMap(sdk => sdk.namespaces)) {
    if (hasProtocol(namespace)) instrumentation.instrument(namespace);
  }
  return {
    telemetry,
    instrumentation,
    async stop() {
      instrumentation.disable();
      await telemetry.shutdown();
    },
  };
}

/** `inMemory.js` and the like have nothing to instrument, and would warn. */
function hasProtocol(namespace: object): boolean {
  return ['Client', 'Server', 'McpServer', 'StdioClientTransport'].some(
    name => name in namespace
  );
}
