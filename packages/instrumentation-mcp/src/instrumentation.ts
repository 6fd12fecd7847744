/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import './loading/module-prototype.ts';
import './loading/quiet-dependencies.ts';
import {
  diag,
  metrics,
  trace,
  type MeterProvider,
  type TracerProvider,
} from '@opentelemetry/api';
import {
  InstrumentationBase,
  type InstrumentationNodeModuleDefinition,
} from '@opentelemetry/instrumentation';
import { copyConfig } from './config/given-config.ts';
import { Mistakes } from './config/mistakes.ts';
import { readSettings, type Settings } from './config/settings.ts';
import { isSwitchedOff } from './config/switches.ts';
import { moduleDefinitions } from './loading/module-definitions.ts';
import { ModuleHooks } from './loading/module-hooks.ts';
import { tellOf } from './loading/tell-mistakes.ts';
import { tellOperatorOnce } from './loading/tell-operator.ts';
import { Policies } from './exchange/policies.ts';
import { Telemetry } from './exchange/telemetry.ts';
import { SdkPatches } from './protocol/patches/sdk-patches.ts';
import { registered } from './process/api-registrations.ts';
import { guardStdout } from './process/guarding-stdout.ts';
import './process/ends.ts';
import { lifecycle } from './process/lifecycle.ts';
import { McpMetrics } from './telemetry/metrics.ts';
import type { McpInstrumentationConfig } from './types.ts';
import { PACKAGE_NAME, PACKAGE_VERSION } from './version.ts';

/**
 * Traces the Model Context Protocol: every request and notification of the MCP
 * TypeScript SDK (v1 from 1.8, v2), of clients and servers, over any transport.
 */
export class McpInstrumentation extends InstrumentationBase<McpInstrumentationConfig> {
  // The base class calls init() and enable() from its constructor: an
  // initialiser here would run afterwards and wipe what they stored.
  declare private _sdkPatches: SdkPatches | undefined;
  declare private _telemetry: Telemetry | undefined;
  declare private _metrics: McpMetrics;
  declare private _settings: Settings;
  declare private _mistakes: Mistakes;
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
    if (!isSwitchedOff(process.env) && !this._patches().patch(target)) {
      this._diag.warn(
        'instrument() found nothing of the MCP SDK in its argument; ' +
          'pass a module namespace, a class or an instance of the SDK'
      );
    }
    return target;
  }

  /** The base class calls it first of all, even before it has a logger. */
  override setConfig(config: McpInstrumentationConfig = {}): void {
    this._mistakes = new Mistakes();
    const given = copyConfig(config, this._mistakes);
    super.setConfig(
      isSwitchedOff(process.env) ? { ...given, enabled: false } : given
    );
    this._settings = readSettings(given, process.env, this._mistakes);
    if (this._telemetry !== undefined) {
      this._telemetry.policies = new Policies(this._settings);
    }
    this._tellListeners();
  }

  override setTracerProvider(tracerProvider: TracerProvider): void {
    super.setTracerProvider(tracerProvider);
    if (tracerProvider !== trace.getTracerProvider()) {
      const telemetry = this._live();
      telemetry.useTracer(this.tracer);
      telemetry.audience.isGiven = true;
    }
    this._tellMistakes();
  }

  override setMeterProvider(meterProvider: MeterProvider): void {
    super.setMeterProvider(meterProvider);
    if (meterProvider !== metrics.getMeterProvider()) {
      const telemetry = this._live();
      telemetry.useMetrics(this._metrics);
      telemetry.audience.isGiven = true;
    }
  }

  override setLoggerProvider(
    loggerProvider: Parameters<
      InstrumentationBase<McpInstrumentationConfig>['setLoggerProvider']
    >[0]
  ): void {
    super.setLoggerProvider(loggerProvider);
    const telemetry = this._live();
    telemetry.useLogger(this.logger);
    telemetry.audience.isGivenLogs = true;
  }

  /**
   * Does nothing where an operator has switched us off by `OTEL_SDK_DISABLED`,
   * `OTEL_NODE_DISABLED_INSTRUMENTATIONS` or `OTEL_INSTRUMENTATION_MCP_ENABLED`:
   * the OpenTelemetry SDK enables whatever is disabled when it starts.
   */
  override enable(): void {
    if (isSwitchedOff(process.env)) {
      return;
    }
    // Before all that may write.
    if (this._settings.guardStdout) {
      guardStdout();
    }
    super.enable();
    this._patches().enable();
    lifecycle.enable(this, this._patches());
    this._moduleHooks ??= new ModuleHooks(exports => {
      this._patch(exports);
    });
  }

  override disable(): void {
    super.disable();
    this._patches().disable();
    lifecycle.disable(this);
    this._moduleHooks?.unhook();
    this._moduleHooks = undefined;
  }

  protected override init(): InstrumentationNodeModuleDefinition[] {
    return moduleDefinitions(exports => {
      this._patch(exports);
    });
  }

  private _patch(moduleExports: unknown): void {
    this._tellListeners();
    this._patches().patch(moduleExports);
  }

  /** Called by the base class again for every new meter provider. */
  protected override _updateMetricInstruments(): void {
    this._metrics = new McpMetrics(this.meter);
  }

  private _patches(): SdkPatches {
    this._sdkPatches ??= new SdkPatches(this._live(), this._diag, line => {
      this._mistakes.error(line);
      this._tellListeners();
    });
    return this._sdkPatches;
  }

  private _live(): Telemetry {
    this._telemetry ??= new Telemetry(
      this._diag,
      this._settings,
      () => {
        this._tellMistakes();
      },
      tellOperatorOnce
    );
    this._telemetry.live.watch(lifecycle.begun);
    return this._telemetry;
  }

  /** Too early for stderr: the SDK that sets a logger may be about to start. */
  private _tellListeners(): void {
    if (registered('diag') !== undefined) {
      this._tellMistakes();
    }
  }

  private _tellMistakes(): void {
    tellOf(
      this._mistakes,
      diag.createComponentLogger({ namespace: PACKAGE_NAME })
    );
  }
}
