/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { guardStdout } from '../process/guarding-stdout.ts';
import '../process/ends.ts';
import { Wiring } from '../wiring.ts';
import { amendBundledCopies, seeksBundledCopies } from './bundled-copies.ts';
import { receiveHandedOver } from './handed-over.ts';
import { ModuleHooks } from './module-hooks.ts';
import { hasHooks, patchInstalled } from './other-runtimes.ts';
import { hasSyncHooks } from './sync-hooks.ts';
import { tellOperatorOnce } from './tell-operator.ts';

/**
 * Traces MCP for nobody who hands over providers. No `InstrumentationBase`: the
 * first of these in a process hooks `require()`, and remembers each module as it
 * is required from then on. Modules that a set-up loads before its own
 * instrumentations (`http`, for its exporters) would never be instrumented.
 */
export function registerSelf(): void {
  const { env: environment } = process;
  const wiring = new Wiring({
    environment,
    tellOperator: tellOperatorOnce,
    hasOptions: false,
  });
  // Before all that may write.
  if (wiring.settings.guardStdout) {
    guardStdout();
  }
  wiring.enable();
  const patch = (candidate: unknown) => {
    wiring.patch(candidate);
  };
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
