/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * `node --import opentelemetry-instrumentation-mcp/register app.js`, or with
 * `--require`: traces MCP beside an OpenTelemetry SDK that something else sets
 * up, before or after this.
 */

import { diag } from '@opentelemetry/api';
import { registerLoaderHooks } from './loading/loader-hooks.ts';
import { SelfRegisteredInstrumentation } from './loading/self-registered.ts';
import { prepareProcess } from './process/preload.ts';
import { guardPipes } from './process/stdout-guard.ts';
import { PACKAGE_NAME } from './version.ts';

const REGISTERED = Symbol.for(`${PACKAGE_NAME}.registered`);

/** The flag may be given twice: in NODE_OPTIONS and on the command line. */
function registerOnce(): void {
  if (Reflect.has(globalThis, REGISTERED)) {
    return;
  }
  Reflect.set(globalThis, REGISTERED, true);
  // Before all that may write, or register something.
  guardPipes();
  attempt('nothing is flushed at exit', prepareProcess);
  attempt('MCP is not traced', () => {
    registerLoaderHooks();
    new SelfRegisteredInstrumentation();
  });
}

/** What fails costs no more than itself. */
function attempt(consequence: string, step: () => void): void {
  try {
    step();
  } catch (error) {
    diag.error(`${PACKAGE_NAME}/register failed: ${consequence}`, error);
  }
}

registerOnce();
