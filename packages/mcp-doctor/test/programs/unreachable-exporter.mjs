/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Preload: telemetry for a collector that is not there.
import { OTLPTraceExporter, startSdk } from './start-sdk.mjs';

// The port of `discard`, where nobody listens.
const url = 'http://127.0.0.1:9/v1/traces';
startSdk({
  exporter: () => new OTLPTraceExporter({ url, timeoutMillis: 500 }),
});
