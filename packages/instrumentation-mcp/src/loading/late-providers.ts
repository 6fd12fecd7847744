/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * The global providers may be registered after us: by another preload, or by the
 * application itself. What is taken of them before stays a no-op for ever where
 * the API is loaded twice, as ES module and as CommonJS.
 */

import { trace, type Tracer } from '@opentelemetry/api';
import { isObject } from '../model/json-rpc.ts';
import { registered } from '../process/api-registrations.ts';
import { loggerProvider } from '../process/providers.ts';
import type { LogEmitter } from '../telemetry/log-emitter.ts';
import { PACKAGE_NAME, PACKAGE_VERSION } from '../version.ts';

/** Of its three signatures any. */
interface ActiveSpans {
  readonly startActiveSpan: (...args: unknown[]) => unknown;
}

/** The tracer of whichever provider is registered when a span starts. */
export function lateTracer(): Tracer {
  let provider: unknown;
  let tracer = trace.getTracer(PACKAGE_NAME, PACKAGE_VERSION);
  const current = () => {
    const now = registered('trace');
    if (now !== provider) {
      provider = now;
      tracer = trace.getTracer(PACKAGE_NAME, PACKAGE_VERSION);
    }
    return tracer;
  };
  return {
    startSpan: (...args) => current().startSpan(...args),
    startActiveSpan: (name: string, ...rest: unknown[]) => {
      const { startActiveSpan } = current() as unknown as ActiveSpans;
      return Reflect.apply(startActiveSpan, tracer, [name, ...rest]) as never;
    },
  };
}

/** The logger of whichever provider is registered when a record is made. */
export function lateLogger(): LogEmitter {
  let provider: unknown;
  let logger: LogEmitter | undefined;
  return {
    emit(record) {
      const now = loggerProvider();
      if (now !== provider) {
        provider = now;
        logger = isLoggerProvider(now)
          ? now.getLogger(PACKAGE_NAME, PACKAGE_VERSION)
          : undefined;
      }
      logger?.emit(record);
    },
  };
}

interface LoggerProvider {
  getLogger(name: string, version: string): LogEmitter;
}

function isLoggerProvider(value: unknown): value is LoggerProvider & object {
  return isObject(value) && typeof value['getLogger'] === 'function';
}
