/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { extname } from 'node:path';
import { requireFrom } from '../model/resolvers.ts';
import type { Entry } from '../process/entry.ts';
import { hasHooks } from './other-runtimes.ts';
import { hasSyncHooks } from './sync-hooks.ts';
import type * as tracing from './tracing.ts';

type Tracing = typeof tracing;

/** Of this build: what is loaded late must share the modules that are there. */
const EXTENSION = extname(import.meta.url);

/**
 * Loads the same entry in CommonJS, if ES modules cannot be loaded late: where
 * `require()` cannot do that, or warns of it.
 *
 * @returns whether it has done so
 */
export function isLoadedAsCommonJs(entry: Entry): boolean {
  const canRequire =
    hasHooks() && hasSyncHooks() && process.features.require_module;
  if (EXTENSION !== '.mjs' || canRequire) {
    return false;
  }
  requireFrom(import.meta.url)(`../${entry}.cjs`);
  return true;
}

/** What traces MCP, loaded when it is first needed. */
export function lateTracing(): (candidate: unknown) => void {
  let patch: ReturnType<Tracing['startTracing']> | undefined;
  return candidate => {
    patch ??= load().startTracing();
    patch(candidate);
  };
}

function load(): Tracing {
  const file = `../loading/tracing${EXTENSION}`;
  return requireFrom(import.meta.url)(file) as Tracing;
}
