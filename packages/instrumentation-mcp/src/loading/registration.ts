/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { diag } from '@opentelemetry/api';
import { isLeftOut, isSwitchedOff } from '../config/switches.ts';
import { claimEntry, type Entry } from '../process/entry.ts';
import { prepareProcess } from '../process/preload.ts';
import { PACKAGE_NAME } from '../version.ts';
import { seeksBundledCopies } from './bundled-copies.ts';
import { registerLoaderHooks } from './loader-hooks.ts';
import { isLoaderThread } from './loader-thread.ts';
import { watchSources } from './module-sources.ts';
import { hasHooks } from './other-runtimes.ts';
import { registerSelf } from './self-registered.ts';
import { hasSyncHooks } from './sync-hooks.ts';

/**
 * Traces MCP in this process, unless an operator has switched it off: then
 * nothing at all is done. The flag may be given twice, in NODE_OPTIONS and on the
 * command line.
 *
 * @param entry `auto` stands for a whole set of instrumentations, of which an
 * operator can choose some
 */
export function registerOnce(entry: Entry): void {
  if (isLoaderThread()) {
    return;
  }
  const { env } = process;
  if (isSwitchedOff(env) || (entry === 'auto' && isLeftOut(env))) {
    return;
  }
  if (!claimEntry(entry)) {
    return;
  }
  attempt(
    'what happens at the start and the end is not traced',
    prepareProcess
  );
  attempt('MCP is not traced', () => {
    const seeksBundled = seeksBundledCopies(env);
    if (hasHooks() && hasSyncHooks()) {
      watchSources(seeksBundled);
    } else if (hasHooks()) {
      registerLoaderHooks(seeksBundled);
    }
    registerSelf();
  });
}

/** What fails costs no more than itself. */
function attempt(consequence: string, step: () => void): void {
  try {
    step();
  } catch (error) {
    diag.error(`${PACKAGE_NAME} failed to register: ${consequence}`, error);
  }
}
