/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * `import 'opentelemetry-instrumentation-mcp/hooks'`, for set-ups in code: lets
 * `new McpInstrumentation()` see the ES modules of the MCP SDK. Node.js has two
 * ways to do that, and warns of the older one where it has both.
 */

import { diag } from '@opentelemetry/api';
import { isSwitchedOff } from './config/switches.ts';
import { isLoaderThread } from './loading/loader-thread.ts';
import { registerLoaderHooks } from './loading/loader-hooks.ts';
import { entryInUse } from './process/entry.ts';
import { PACKAGE_NAME } from './version.ts';

/** This package can be there twice, as ES module and as CommonJS. */
const MARK = Symbol.for(`${PACKAGE_NAME}.hooks`);

if (
  !isLoaderThread() &&
  !isSwitchedOff(process.env) &&
  entryInUse() === undefined &&
  Reflect.get(globalThis, MARK) === undefined
) {
  Reflect.set(globalThis, MARK, true);
  try {
    registerLoaderHooks();
  } catch (error) {
    diag.error(`${PACKAGE_NAME}: ES modules of the SDK are not seen`, error);
  }
}
