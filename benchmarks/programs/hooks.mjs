/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/* Synchronous module hooks that do nothing, which is what Node.js itself takes for them. */

import { registerHooks } from 'node:module';

registerHooks({
  resolve: (specifier, context, next) => next(specifier, context),
  load: (url, context, next) => next(url, context),
});
