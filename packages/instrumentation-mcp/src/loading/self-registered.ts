/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import './quiet-dependencies.ts';
import { diag } from '@opentelemetry/api';
import { Mistakes } from '../config/mistakes.ts';
import { readSettings } from '../config/settings.ts';
import { Telemetry } from '../exchange/telemetry.ts';
import { registered } from '../process/api-registrations.ts';
import { guardStdout } from '../process/guarding-stdout.ts';
import '../process/ends.ts';
import { lifecycle } from '../process/lifecycle.ts';
import { SdkPatches } from '../protocol/patches/sdk-patches.ts';
import { PACKAGE_NAME } from '../version.ts';
import { seeksBundledCopies, watchBundledCopies } from './bundled-copies.ts';
import { ModuleHooks } from './module-hooks.ts';
import { tellOf } from './tell-mistakes.ts';
import { tellOperatorOnce } from './tell-operator.ts';

/**
 * Traces MCP for nobody who hands over providers. No `InstrumentationBase`: the
 * first of these in a process hooks `require()`, and remembers each module as it
 * is required from then on. Modules that a set-up loads before its own
 * instrumentations (`http`, for its exporters) would never be instrumented.
 */
export function registerSelf(): void {
  const mistakes = new Mistakes();
  const settings = readSettings({}, process.env, mistakes);
  const logger = diag.createComponentLogger({ namespace: PACKAGE_NAME });
  const tellMistakes = () => {
    tellOf(mistakes, logger);
  };
  // Before all that may write.
  if (settings.guardStdout) {
    guardStdout();
  }
  const telemetry = new Telemetry(
    logger,
    settings,
    tellMistakes,
    tellOperatorOnce
  );
  telemetry.live.watch(lifecycle.begun);
  const patches = new SdkPatches(telemetry, logger);
  patches.enable();
  lifecycle.enable(patches, patches);
  const patch = (candidate: unknown) => {
    // Too early for stderr: the program may be about to set a logger.
    if (registered('diag') !== undefined) {
      tellMistakes();
    }
    patches.patch(candidate);
  };
  new ModuleHooks(patch);
  if (seeksBundledCopies(process.env)) {
    watchBundledCopies(patch);
  }
}
