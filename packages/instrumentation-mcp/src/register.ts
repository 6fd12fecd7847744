/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * `node --import opentelemetry-instrumentation-mcp/register app.js`, or with
 * `--require`: traces MCP beside an OpenTelemetry SDK that something else sets
 * up, before or after this.
 */

import { isLoadedAsCommonJs } from './loading/late-tracing.ts';
import { registerOnce } from './loading/registration.ts';

if (!isLoadedAsCommonJs('register')) {
  registerOnce('register');
}
