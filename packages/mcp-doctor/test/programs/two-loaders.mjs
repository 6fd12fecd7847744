/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Preload: two libraries that each register the loader for modules of their own.
import { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const fromBase = createRequire(
  require.resolve('@opentelemetry/instrumentation')
);
const hook = pathToFileURL(fromBase.resolve('import-in-the-middle/hook.mjs'));
register(hook.href, { data: { include: ['express'] } });
register(hook.href, { data: { include: ['pg'] } });
