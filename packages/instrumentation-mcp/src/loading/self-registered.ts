/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  metrics,
  trace,
  type MeterProvider,
  type Tracer,
  type TracerProvider,
} from '@opentelemetry/api';
import { McpInstrumentation } from '../instrumentation.ts';
import { isObject } from '../model/json-rpc.ts';
import { loggerProvider } from '../process/providers.ts';

type LoggerProvider = Parameters<McpInstrumentation['setLoggerProvider']>[0];

/**
 * An instrumentation that nobody hands providers to. It follows the global ones,
 * since they may be registered after it: by another preload, or by the
 * application itself. A tracer taken before stays a no-op for ever where the API
 * is loaded twice, as ESM and as CommonJS, and so does a logger; a meter taken
 * before always does.
 */
export class SelfRegisteredInstrumentation extends McpInstrumentation {
  declare private _tracerProvider: TracerProvider | undefined;
  declare private _meterProvider: MeterProvider | undefined;
  declare private _loggerProvider: unknown;

  protected override get tracer(): Tracer {
    this._followGlobalProviders();
    return super.tracer;
  }

  protected override get logger(): McpInstrumentation['logger'] {
    const provider = loggerProvider();
    if (provider !== this._loggerProvider && isLoggerProvider(provider)) {
      this._loggerProvider = provider;
      this.setLoggerProvider(provider);
    }
    return super.logger;
  }

  private _followGlobalProviders(): void {
    const tracerProvider = trace.getTracerProvider();
    if (tracerProvider !== this._tracerProvider) {
      this._tracerProvider = tracerProvider;
      this.setTracerProvider(tracerProvider);
    }
    const meterProvider = metrics.getMeterProvider();
    if (meterProvider !== this._meterProvider) {
      this._meterProvider = meterProvider;
      this.setMeterProvider(meterProvider);
    }
  }
}

function isLoggerProvider(value: unknown): value is LoggerProvider {
  return isObject(value) && typeof value['getLogger'] === 'function';
}
