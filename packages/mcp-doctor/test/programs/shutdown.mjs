/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Preload: exports at SIGTERM, as a set-up of OpenTelemetry does that is complete.
import { trace } from '@opentelemetry/api';

process.once('SIGTERM', async () => {
  await trace.getTracerProvider().getDelegate().forceFlush();
  process.kill(process.pid, 'SIGTERM');
});
