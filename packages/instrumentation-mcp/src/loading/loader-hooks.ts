/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import nodeModule from 'node:module';
import { pathToFileURL } from 'node:url';
import { requireOfBase } from './hook-package.ts';
import type { LoaderData } from './loader.ts';
import { withStreamsAside } from './streams-aside.ts';
import { hasSyncHooks } from './sync-hooks.ts';

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

/** The part of import-in-the-middle's `create-hook.mjs` that serves this thread. */
interface SyncHook {
  applyOptions(options: { include: readonly RegExp[] }): void;
  resolveSync: nodeModule.ResolveHookSync;
  loadSync: nodeModule.LoadHookSync;
}

/**
 * Lets import-in-the-middle see the ES modules of the SDK: in this thread where
 * Node can do that, otherwise from a loader thread.
 *
 * With a hook of our own in both cases: the one that the package registers by
 * itself has one set of options for all, and whoever comes last would replace
 * those of the others.
 *
 * @param seeksBundled whether a loader thread is to look at the source of all other
 * modules as well
 */
export function registerLoaderHooks(seeksBundled = false): void {
  const base = requireOfBase();
  const url = (part: string) =>
    pathToFileURL(base.resolve(`import-in-the-middle/${part}`)).href;
  // Node looks at stderr for its colours when it compiles what is loaded here.
  const isRegistered = withStreamsAside(() =>
    registerSyncHooks(base, url('create-hook.mjs'))
  );
  if (!isRegistered) {
    const data: LoaderData = {
      createHook: url('create-hook.mjs'),
      hook: url('hook.mjs'),
      include: INCLUDE,
      seeksBundled,
    };
    // The output of the thread that this starts is piped into both streams.
    withStreamsAside(() => {
      nodeModule.register(new URL('../loading/loader.mjs', import.meta.url), {
        data,
      });
    });
  }
}

/** False where Node cannot, or import-in-the-middle is too old to know how. */
function registerSyncHooks(base: NodeJS.Require, url: string): boolean {
  if (!hasSyncHooks()) {
    return false;
  }
  try {
    const { createHook } = base('import-in-the-middle/create-hook.mjs') as {
      createHook: (meta: { url: string }) => SyncHook;
    };
    const hook = createHook({ url });
    hook.applyOptions({ include: INCLUDE });
    nodeModule.registerHooks({
      resolve: hook.resolveSync,
      load: hook.loadSync,
    });
    return true;
  } catch {
    return false;
  }
}
