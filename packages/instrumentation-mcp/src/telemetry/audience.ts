/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Where every copy of the API 1.x keeps what is registered globally. */
const API = Symbol.for('opentelemetry.js.api.1');
/** `@opentelemetry/api-logs`, before the API 1.10 had logs of its own. */
const LOGS_API = Symbol.for('io.opentelemetry.js.api.logs');

interface Registered {
  readonly trace?: unknown;
  readonly metrics?: unknown;
  readonly propagation?: unknown;
  readonly logs?: unknown;
}

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
    const api = registered();
    return (
      api !== undefined &&
      (api.trace !== undefined ||
        api.propagation !== undefined ||
        api.metrics !== undefined)
    );
  }

  get readsLogs(): boolean {
    return (
      this.isGivenLogs ||
      registered()?.logs !== undefined ||
      Reflect.has(globalThis, LOGS_API)
    );
  }
}

/** The meter provider that is registered globally. */
export function registeredMeters(): unknown {
  return registered()?.metrics;
}

function registered(): Registered | undefined {
  return (globalThis as { [API]?: Registered })[API];
}
