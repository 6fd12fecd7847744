/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Preload: the ESM loader, as the documentation of import-in-the-middle has it
// for hooks that are added later.
import { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const fromBase = createRequire(
  require.resolve('@opentelemetry/instrumentation')
);
const { createAddHookMessageChannel } = fromBase('import-in-the-middle');
const hook = fromBase.resolve('import-in-the-middle/hook.mjs');
const { registerOptions } = createAddHookMessageChannel();
register(pathToFileURL(hook).href, registerOptions);
