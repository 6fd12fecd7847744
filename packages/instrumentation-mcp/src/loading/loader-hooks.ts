/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import nodeModule, { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { withStreamsAside } from './streams-aside.ts';

/**
 * The only modules that the ESM loader is to rewrite. Without such a filter it
 * rewrites every module of the application, which costs seconds at start-up and
 * breaks some bundles. The bare names serve checkouts where the SDK is linked
 * and no file of it lies below `node_modules`.
 */
const INCLUDE = [
  /[\\/]@modelcontextprotocol[\\/](sdk|client|server)[\\/]/,
  /^@modelcontextprotocol\/(sdk|client|server)(\/|$)/,
];

interface SyncHooks {
  supportsSyncHooks(): boolean;
  register(options: { include: readonly RegExp[] }): void;
}

/**
 * Lets import-in-the-middle see the ES modules of the SDK: in this thread where
 * Node can do that, otherwise from a loader thread.
 *
 * It must be the very copy of import-in-the-middle that `InstrumentationBase`
 * uses. With another one the hooks silently never fire.
 */
export function registerLoaderHooks(): void {
  const own = createRequire(import.meta.url);
  const base = createRequire(own.resolve('@opentelemetry/instrumentation'));
  if (!registerSyncHooks(base)) {
    const hook = base.resolve('import-in-the-middle/hook.mjs');
    // The output of the thread that this starts is piped into both streams.
    withStreamsAside(() => {
      nodeModule.register(pathToFileURL(hook).href, {
        data: { include: INCLUDE },
      });
    });
  }
}

/** False where Node cannot, or import-in-the-middle is too old to know how. */
function registerSyncHooks(base: NodeJS.Require): boolean {
  if (!('registerHooks' in nodeModule)) {
    return false;
  }
  try {
    const hooks = base('import-in-the-middle/register-hooks.mjs') as SyncHooks;
    if (!hooks.supportsSyncHooks()) {
      return false;
    }
    hooks.register({ include: INCLUDE });
    return true;
  } catch {
    return false;
  }
}
