/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * `node --import opentelemetry-instrumentation-mcp/auto app.js`: the one flag for
 * whoever has no OpenTelemetry set-up yet. Starts that of
 * `@opentelemetry/auto-instrumentations-node`, then ours.
 */

import { loadAutoInstrumentations } from './loading/auto-instrumentations.ts';
import { isLoadedAsCommonJs } from './loading/late-tracing.ts';
import { registerOnce } from './loading/registration.ts';
import { registered } from './process/api-registrations.ts';
import { ownSdk } from './process/sdk-ownership.ts';
import { adoptExitListeners } from './process/exit-listeners.ts';

function start(): void {
  registerOnce('auto');
  const isFirst = registered('trace') === undefined;
  adoptExitListeners(loadAutoInstrumentations);
  if (isFirst && registered('trace') !== undefined) {
    ownSdk();
  }
}

if (!isLoadedAsCommonJs('auto')) {
  start();
}
