/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import nodeModule from 'node:module';
import { anchored } from './anchored-module.ts';
import { withStreamsAside } from './streams-aside.ts';

/**
 * Lets ES modules of the SDK hand their classes over, by what is added to their
 * source. No hook of `resolve`: with one, even one that does nothing, each
 * `require()` of a program takes half as long again.
 *
 * @param seeksBundled whether to look at all modules, or at those of the published
 * packages only
 */
export function watchSources(seeksBundled: boolean): void {
  // Node looks at stderr for its colours when it compiles what is loaded first.
  withStreamsAside(() => {
    nodeModule.registerHooks({
      load: (url, context, next) =>
        anchored(next(url, context), url, seeksBundled),
    });
  });
}
