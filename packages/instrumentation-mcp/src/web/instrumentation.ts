/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  diag,
  metrics,
  trace,
  type MeterProvider,
  type TracerProvider,
} from '@opentelemetry/api';
import type { Instrumentation } from '@opentelemetry/instrumentation';
import { McpMetrics } from '../telemetry/metrics.ts';
import type { McpInstrumentationConfig } from '../types.ts';
import { PACKAGE_NAME, PACKAGE_VERSION } from '../version.ts';
import { Wiring } from '../wiring.ts';

type LoggerProvider = Parameters<
  NonNullable<Instrumentation['setLoggerProvider']>
>[0];

/**
 * Traces the Model Context Protocol where there is no Node.js: whatever is given to
 * {@link McpInstrumentation.instrument}. Options come from code alone.
 *
 * Not on `InstrumentationBase`, whose build for Node.js is what bundlers find.
 */
export class McpInstrumentation implements Instrumentation<McpInstrumentationConfig> {
  readonly instrumentationName: string = PACKAGE_NAME;
  readonly instrumentationVersion: string = PACKAGE_VERSION;
  private readonly _wiring = new Wiring({
    environment: {},
    hasOptions: true,
    tellOperator: line => {
      diag.error(line);
    },
  });
  private _config: McpInstrumentationConfig = {};

  constructor(config: McpInstrumentationConfig = {}) {
    this.setConfig(config);
    if (config.enabled !== false) {
      this.enable();
    }
  }

  /**
   * Instruments classes and instances of the SDK.
   *
   * @param target a module namespace of the SDK, a class (`Client`, `Server`,
   * `McpServer`, `Protocol`, bundled or not), an instance of one, or a handler of
   * `createMcpHandler`.
   * @returns the target. Where nothing of the SDK is found in it, `diag` gets a
   * warning.
   */
  instrument<T>(target: T): T {
    this._wiring.instrument(target);
    return target;
  }

  enable(): void {
    this._wiring.enable();
  }

  disable(): void {
    this._wiring.disable();
  }

  setConfig(config: McpInstrumentationConfig): void {
    this._config = this._wiring.configure(config);
    this._wiring.tellListeners();
  }

  getConfig(): McpInstrumentationConfig {
    return this._config;
  }

  setTracerProvider(
    provider: TracerProvider = trace.getTracerProvider()
  ): void {
    this._wiring.useTracer(provider, () =>
      provider.getTracer(PACKAGE_NAME, PACKAGE_VERSION)
    );
  }

  setMeterProvider(provider: MeterProvider = metrics.getMeterProvider()): void {
    this._wiring.useMeter(
      provider,
      () => new McpMetrics(provider.getMeter(PACKAGE_NAME, PACKAGE_VERSION))
    );
  }

  setLoggerProvider(provider: LoggerProvider): void {
    this._wiring.useLogger(provider.getLogger(PACKAGE_NAME, PACKAGE_VERSION));
  }
}
