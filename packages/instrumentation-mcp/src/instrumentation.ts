/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import './loading/module-prototype.ts';
import './loading/quiet-dependencies.ts';
import type { MeterProvider, TracerProvider } from '@opentelemetry/api';
import {
  InstrumentationBase,
  type InstrumentationNodeModuleDefinition,
} from '@opentelemetry/instrumentation';
import { moduleDefinitions } from './loading/module-definitions.ts';
import { ModuleHooks } from './loading/module-hooks.ts';
import { tellOperatorOnce } from './loading/tell-operator.ts';
import { guardStdout } from './process/guarding-stdout.ts';
import './process/ends.ts';
import { McpMetrics } from './telemetry/metrics.ts';
import type { McpInstrumentationConfig } from './types.ts';
import { PACKAGE_NAME, PACKAGE_VERSION } from './version.ts';
import { Wiring } from './wiring.ts';

/**
 * Traces the Model Context Protocol: every request and notification of the MCP
 * TypeScript SDK (v1 from 1.8, v2), of clients and servers, over any transport.
 */
export class McpInstrumentation extends InstrumentationBase<McpInstrumentationConfig> {
  // The base class calls init() and enable() from its constructor: an
  // initialiser here would run afterwards and wipe what they stored.
  declare private _wiring: Wiring | undefined;
  declare private _metrics: McpMetrics;
  declare private _moduleHooks: ModuleHooks | undefined;

  constructor(config: McpInstrumentationConfig = {}) {
    super(PACKAGE_NAME, PACKAGE_VERSION, config);
  }

  /**
   * Instruments what no hook reaches: a bundled SDK, other runtimes than Node, an
   * SDK that was imported before the instrumentation was registered.
   *
   * @param target a module namespace of the SDK, a class (`Client`, `Server`,
   * `McpServer`, `Protocol`, bundled or not), or an instance of one.
   * @returns the target. Where nothing of the SDK is found in it, `diag` gets a
   * warning. Where an operator has switched us off, nothing is done.
   */
  instrument<T>(target: T): T {
    this._wired().instrument(target);
    return target;
  }

  /** The base class calls it first of all, even before it has a logger. */
  override setConfig(config: McpInstrumentationConfig = {}): void {
    super.setConfig(this._wired().configure(config));
    this._wired().tellListeners();
  }

  override setTracerProvider(tracerProvider: TracerProvider): void {
    super.setTracerProvider(tracerProvider);
    this._wired().useTracer(tracerProvider, () => this.tracer);
  }

  override setMeterProvider(meterProvider: MeterProvider): void {
    super.setMeterProvider(meterProvider);
    this._wired().useMeter(meterProvider, () => this._metrics);
  }

  override setLoggerProvider(
    loggerProvider: Parameters<
      InstrumentationBase<McpInstrumentationConfig>['setLoggerProvider']
    >[0]
  ): void {
    super.setLoggerProvider(loggerProvider);
    this._wired().useLogger(this.logger);
  }

  /**
   * Does nothing where an operator has switched us off by `OTEL_SDK_DISABLED`,
   * `OTEL_NODE_DISABLED_INSTRUMENTATIONS` or `OTEL_INSTRUMENTATION_MCP_ENABLED`:
   * the OpenTelemetry SDK enables whatever is disabled when it starts.
   */
  override enable(): void {
    const wiring = this._wired();
    if (wiring.isSwitchedOff) {
      return;
    }
    // Before all that may write.
    if (wiring.settings.guardStdout) {
      guardStdout();
    }
    super.enable();
    wiring.enable();
    this._moduleHooks ??= new ModuleHooks(exports => {
      wiring.patch(exports);
    });
  }

  override disable(): void {
    super.disable();
    this._wired().disable();
    this._moduleHooks?.unhook();
    this._moduleHooks = undefined;
  }

  protected override init(): InstrumentationNodeModuleDefinition[] {
    return moduleDefinitions(exports => {
      this._wired().patch(exports);
    });
  }

  /** Called by the base class again for every new meter provider. */
  protected override _updateMetricInstruments(): void {
    this._metrics = new McpMetrics(this.meter);
  }

  private _wired(): Wiring {
    this._wiring ??= new Wiring({
      environment: process.env,
      tellOperator: tellOperatorOnce,
      hasOptions: true,
    });
    return this._wiring;
  }
}
