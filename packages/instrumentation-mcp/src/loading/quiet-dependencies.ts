/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * To be imported before OpenTelemetry's instrumentation. What that loads has the
 * logger `debug` in it, which asks both streams for their colours when it is
 * loaded. That creates them, and makes their descriptors non-blocking for a
 * program that may write to them by descriptor.
 */

import { requireFrom } from '../model/resolvers.ts';
import { requireOfBase } from './hook-package.ts';
import { withStreamsAside } from './streams-aside.ts';

const HOOK = 'require-in-the-middle';

/** With a value in there, `debug` writes. */
const DEBUG = 'DEBUG';

function loadHooks(): void {
  requireFrom(import.meta.url)(HOOK);
  requireOfBase()(HOOK);
}

try {
  if ((process.env[DEBUG] ?? '') === '') {
    withStreamsAside(loadHooks);
  }
} catch {
  // They are loaded below, then, and tell what is wrong with them.
}
