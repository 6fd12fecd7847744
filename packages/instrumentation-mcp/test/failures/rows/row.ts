/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Cell } from '../support/link.ts';
import type { Disturbance, Sending } from '../support/provoke.ts';

/** How a span ends, and the metric point that belongs to it. */
export interface Ending {
  readonly status: 'UNSET' | 'ERROR';
  /** `error.type`; absent where there is none. */
  readonly errorType?: string;
  /** `rpc.response.status_code`; absent where there is none. */
  readonly code?: string;
  /** Of the status. A pattern where a library worded the rest. */
  readonly description?: string | RegExp;
}

/** Where the spans of a row differ from what the row says. */
export interface Exception extends Partial<Outcome> {
  readonly in: {
    readonly versions?: readonly string[];
    readonly line?: Cell['sdk']['line'];
    readonly transport?: Cell['transport'];
    readonly era?: Cell['era'];
  };
}

/** Of the spans of the request's method; those of one side in any order. */
interface Outcome {
  readonly client: readonly Ending[];
  readonly server: readonly Ending[];
}

export interface Row extends Outcome {
  readonly failure: string;
  readonly send: Sending;
  readonly disturbance?: Disturbance;
  /** Only over this transport. */
  readonly only?: Cell['transport'];
  readonly except?: readonly Exception[];
}

/** A call of a tool of the failing server. */
export function tool(
  name: string,
  args: Record<string, unknown> = {}
): Sending {
  return { method: 'tools/call', params: { name, arguments: args } };
}

/** A request to the failing server that fails as its URI says. */
export function read(uri: string): Sending {
  return { method: 'resources/read', params: { uri } };
}
