/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { registeredApi, registeredLogs } from '../model/registered-api.ts';

/**
 * Whether anybody looks. Asked for every message, since a provider may come at
 * any time: three properties of a global object are all that it costs.
 */
export class Audience {
  /** A provider of traces or metrics was given to the instrumentation itself. */
  isGiven = false;
  /** A logger provider was. */
  isGivenLogs = false;

  /** For traces, for metrics, or at least for the context that is handed on. */
  get isPresent(): boolean {
    if (this.isGiven) {
      return true;
    }
    const api = registeredApi();
    return (
      api !== undefined &&
      (api.trace !== undefined ||
        api.propagation !== undefined ||
        api.metrics !== undefined)
    );
  }

  get readsLogs(): boolean {
    return this.isGivenLogs || registeredLogs() !== undefined;
  }
}
