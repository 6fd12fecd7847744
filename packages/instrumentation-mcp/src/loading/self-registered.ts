/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { guardStdout } from '../process/guarding-stdout.ts';
import '../process/ends.ts';
import { Mistakes } from '../config/mistakes.ts';
import { readSettings } from '../config/settings.ts';
import { amendBundledCopies, seeksBundledCopies } from './bundled-copies.ts';
import { receiveHandedOver } from './handed-over.ts';
import { lateTracing } from './late-tracing.ts';
import { ModuleHooks } from './module-hooks.ts';
import { hasHooks, patchInstalled } from './other-runtimes.ts';
import { hasSyncHooks } from './sync-hooks.ts';

/**
 * Traces MCP for nobody who hands over providers. No `InstrumentationBase`: the
 * first of these in a process hooks `require()`, and remembers each module as it
 * is required from then on. Modules that a set-up loads before its own
 * instrumentations (`http`, for its exporters) would never be instrumented.
 */
export function registerSelf(): void {
  const { env: environment } = process;
  // Before all that may write. What is wrong with the options is told later.
  if (readSettings({}, environment, new Mistakes()).guardStdout) {
    guardStdout();
  }
  const patch = lateTracing();
  if (!hasHooks()) {
    patchInstalled(patch);
    return;
  }
  new ModuleHooks(patch, !hasSyncHooks());
  receiveHandedOver();
  if (seeksBundledCopies(environment)) {
    amendBundledCopies();
  }
}
