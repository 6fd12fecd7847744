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

/**
 * An instrumentation that nobody hands providers to. It follows the global ones,
 * since they may be registered after it: by another preload, or by the
 * application itself. A tracer taken before stays a no-op for ever where the API
 * is loaded twice, as ESM and as CommonJS; a meter taken before always does.
 */
export class SelfRegisteredInstrumentation extends McpInstrumentation {
  declare private _tracerProvider: TracerProvider | undefined;
  declare private _meterProvider: MeterProvider | undefined;

  protected override get tracer(): Tracer {
    this._followGlobalProviders();
    return super.tracer;
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
