/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { context, trace } from '@opentelemetry/api';
import { isObject } from '../../model/json-rpc.ts';
import type { Patching, Wrapper } from '../patching.ts';

/**
 * Wraps `StreamableHTTPClientTransport._startOrAuthSse(options)`. The stream for
 * the server's own messages lives as long as the session and reconnects from
 * its own context: it must not hang below the `initialize` that happened to open
 * it. A stream that resumes the answer to a call stays with that call.
 */
export function standaloneStreams({
  observation: { guard },
  active,
}: Patching): Wrapper {
  return original =>
    function (this: object, ...args) {
      const [options] = args;
      const resumes =
        isObject(options) && options['resumptionToken'] !== undefined;
      const detached =
        active() && !resumes
          ? guard.run('detaching a stream', () =>
              trace.deleteSpan(context.active())
            )
          : undefined;
      return detached === undefined
        ? original.apply(this, args)
        : guard.within(detached, original, this, args);
    };
}
