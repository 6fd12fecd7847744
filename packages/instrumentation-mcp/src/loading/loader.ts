/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * Runs in the thread of Node's module loaders, where there are no synchronous
 * ones.
 */

import type {
  InitializeHook,
  LoadFnOutput,
  LoadHook,
  ResolveHook,
} from 'node:module';
import { anchored } from './anchored-module.ts';

/** What the main thread hands over. */
export interface LoaderData {
  /** URLs of parts of import-in-the-middle. */
  readonly createHook: string;
  readonly hook: string;
  readonly include: readonly RegExp[];
  /** Whether to look at the source of all other modules as well. */
  readonly seeksBundled: boolean;
}

interface Options {
  readonly include: readonly RegExp[];
}

interface AsyncHook {
  /** Since 3.1. */
  applyOptions?(options: Options): void;
  initialize(options: Options): Promise<void>;
  resolve: ResolveHook;
  load: LoadHook;
}

/** Set by import-in-the-middle, which warns of a second hook in this thread. */
const INITIALIZED = '__import_in_the_middle_initialized__';

let own: AsyncHook | undefined;
let seeksBundled = false;

/** Makes a hook of our own, beside that which others may have registered. */
export const initialize: InitializeHook<LoaderData> = async data => {
  const { createHook } = (await import(data.createHook)) as {
    createHook: (meta: { url: string }) => AsyncHook;
  };
  const hook = createHook({ url: data.hook });
  const options = { include: data.include };
  if (hook.applyOptions === undefined) {
    await initializeQuietly(hook, options);
  } else {
    hook.applyOptions(options);
  }
  own = hook;
  seeksBundled = data.seeksBundled;
};

export const resolve: ResolveHook = (specifier, context, next) =>
  own === undefined
    ? next(specifier, context)
    : own.resolve(specifier, context, next);

export const load: LoadHook = (url, context, next) => {
  const loaded =
    own === undefined ? next(url, context) : own.load(url, context, next);
  return seeksBundled ? anchoredOnce(loaded, url) : loaded;
};

async function anchoredOnce(
  loaded: ReturnType<LoadHook>,
  url: string
): Promise<LoadFnOutput> {
  return anchored(await loaded, url, true);
}

/** Leaves no sign of this hook, in the turn in which it is made. */
function initializeQuietly(hook: AsyncHook, options: Options): Promise<void> {
  const before: unknown = Reflect.get(globalThis, INITIALIZED);
  Reflect.deleteProperty(globalThis, INITIALIZED);
  const initialized = hook.initialize(options);
  Reflect.set(globalThis, INITIALIZED, before);
  return initialized;
}
