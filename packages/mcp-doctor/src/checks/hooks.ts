/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { LoaderFacts, ProcessFacts } from '../probe/facts.ts';
import type { Finding } from './finding.ts';
import { innerHookOf } from './loaders.ts';
import type { Patient } from './patient.ts';

const HTTP = '@opentelemetry/instrumentation-http';

/** Hooks that switch each other off: other instrumentations lose by it, or MCP does. */
export function checkHooks(patient: Patient): Finding[] {
  return [...checkReplaced(patient), ...checkHttp(patient)];
}

/** A loader's module exists once, whoever registers it: so do its options. */
function checkReplaced({ facts, protocols }: Patient): Finding[] {
  const sharing = [...groupByHook(facts).values()].filter(
    loaders =>
      new Set(loaders.map(({ filter }) => filter)).size > 1 &&
      loaders.some(({ filter }) => filter !== undefined)
  );
  const isMcpLost = protocols.some(({ patched }) => !patched);
  return sharing.map(loaders => ({
    code: 'HOOKS_REPLACED',
    severity: isMcpLost ? 'error' : 'warn',
    pid: facts.pid,
    problem: `The ESM loader of import-in-the-middle was registered ${loaders.length} times, each time for other modules, and only the last counts: ${loaders.map(nameOf).join('; ')}. Instrumentations of other ES modules never fire.`,
    remedy:
      'Register it once, for all modules: register("@opentelemetry/instrumentation/hook.mjs", import.meta.url), or use Node.js 22.15 or later with instrumentations that need no loader thread.',
  }));
}

function groupByHook(facts: ProcessFacts): Map<string, LoaderFacts[]> {
  const flags = [
    ...facts.flags.matchAll(/--(?:experimental-)?loader[= ]"?([^\s"]+)/g),
  ].map(([, specifier = '']) => ({ specifier, messageChannel: false }));
  const groups = new Map<string, LoaderFacts[]>();
  for (const loader of [...flags, ...facts.loaders]) {
    const hook = innerHookOf(loader, facts.cwd);
    if (hook !== undefined) {
      groups.set(hook, [...(groups.get(hook) ?? []), loader]);
    }
  }
  return groups;
}

function nameOf({ specifier, filter }: LoaderFacts): string {
  return `${specifier} ${filter === undefined ? 'for all modules' : `for ${filter}`}`;
}

/** Whoever hooks `require()` before the SDK loads its exporters remembers `http` as it was. */
function checkHttp({ facts, copies }: Patient): Finding[] {
  const isMissing = copies(HTTP).length > 0 && facts.servesUnpatchedHttp;
  return isMissing
    ? [
        {
          code: 'HTTP_NOT_PATCHED',
          severity: 'warn',
          pid: facts.pid,
          problem: `${HTTP} is loaded and has not reached http: HTTP requests have no spans, and what is read of them is missing on MCP spans.`,
          remedy:
            'Load http after the instrumentation is registered and by require(), as createRequire(import.meta.url)("http") does in an ES module; preload what hooks require() after the set-up of the SDK.',
        },
      ]
    : [];
}
