/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { LoaderFacts, ProcessFacts } from '../probe/facts.ts';
import { resolveFrom } from './packages.ts';

const HOOK = /import-in-the-middle[\\/].*hook\.mjs/;

/** Where the loader of import-in-the-middle lies to which a registration leads. */
export function innerHookOf(
  { specifier, parent }: LoaderFacts,
  cwd: string
): string | undefined {
  const hook = resolveFrom(parent ?? `${cwd}/anchor.cjs`, specifier);
  return hook === undefined || HOOK.test(hook)
    ? hook
    : resolveFrom(hook, 'import-in-the-middle/hook.mjs');
}

/** Loaders run in a thread of their own: their scripts follow from their names. */
export function hooksOf({ loaders, cwd }: ProcessFacts): string[] {
  return loaders
    .map(loader => innerHookOf(loader, cwd))
    .filter(url => url !== undefined);
}
