/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// The set-up of OpenTelemetry, in code: tool calls are recorded with their content,
// but for what is nobody's business.
import 'opentelemetry-instrumentation-mcp/hooks';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { McpInstrumentation } from 'opentelemetry-instrumentation-mcp';

/** Of a captured value everything but card numbers. */
function redact(value) {
  return JSON.parse(JSON.stringify(value), (key, inner) =>
    key === 'cardNumber' ? '•••' : inner
  );
}

const sdk = new NodeSDK({
  instrumentations: [
    new McpInstrumentation({
      captureToolArguments: true,
      captureToolResults: true,
      redact,
    }),
  ],
});
sdk.start();
process.once('beforeExit', () => sdk.shutdown());
