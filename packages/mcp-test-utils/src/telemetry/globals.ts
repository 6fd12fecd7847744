/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// The namespace, because a named import of `logs` fails to link on API 1.9.
import * as api from '@opentelemetry/api';
import type {
  ContextManager,
  MeterProvider,
  TextMapPropagator,
  TracerProvider,
} from '@opentelemetry/api';
import { createRequire } from 'node:module';
import type { LoggerProvider } from '@opentelemetry/sdk-logs';

export interface Globals {
  readonly contextManager: ContextManager;
  readonly propagator: TextMapPropagator;
  readonly tracerProvider?: TracerProvider | undefined;
  readonly meterProvider?: MeterProvider | undefined;
  readonly loggerProvider?: LoggerProvider | undefined;
}

/** The part of the logs API that 1.10 and `@opentelemetry/api-logs` share. */
interface LogsApi {
  getLoggerProvider(): unknown;
  setGlobalLoggerProvider(provider: LoggerProvider): unknown;
  disable(): void;
}

/**
 * Registers everything that is given as OpenTelemetry's globals, or nothing.
 *
 * @returns the function that takes them all back
 * @throws Error when one of them is registered already, which the API itself
 * would only report to `diag`
 */
export function registerGlobals(globals: Globals): () => void {
  const undo: (() => void)[] = [];
  const register = (what: string, done: boolean, disable: () => void): void => {
    if (!done) {
      for (const step of undo) step();
      throw new Error(`A global ${what} is registered already`);
    }
    undo.push(disable);
  };
  const { contextManager, propagator, loggerProvider } = globals;
  const { tracerProvider, meterProvider } = globals;
  register(
    'context manager',
    api.context.setGlobalContextManager(contextManager.enable()),
    () => {
      api.context.disable();
    }
  );
  register(
    'propagator',
    api.propagation.setGlobalPropagator(propagator),
    () => {
      api.propagation.disable();
    }
  );
  if (tracerProvider !== undefined) {
    const done = api.trace.setGlobalTracerProvider(tracerProvider);
    register('tracer provider', done, () => {
      api.trace.disable();
    });
  }
  if (meterProvider !== undefined) {
    const done = api.metrics.setGlobalMeterProvider(meterProvider);
    register('meter provider', done, () => {
      api.metrics.disable();
    });
  }
  if (loggerProvider !== undefined) {
    const logs = logsApi();
    register('logger provider', setLoggerProvider(logs, loggerProvider), () => {
      logs.disable();
    });
  }
  return () => {
    for (const step of undo) step();
  };
}

function setLoggerProvider(logs: LogsApi, provider: LoggerProvider): boolean {
  const result = logs.setGlobalLoggerProvider(provider);
  // 1.10 answers true or false; api-logs answers the provider in charge.
  return result === true || result === provider;
}

/**
 * Logs became part of the API in 1.10. Before, they live in a package of their
 * own, which the SDK for logs of that line brings along.
 */
function logsApi(): LogsApi {
  if ('logs' in api) return api.logs;
  const requireHere = createRequire(import.meta.url);
  const fromSdk = createRequire(requireHere.resolve('@opentelemetry/sdk-logs'));
  const { logs } = fromSdk('@opentelemetry/api-logs') as { logs: LogsApi };
  return logs;
}
