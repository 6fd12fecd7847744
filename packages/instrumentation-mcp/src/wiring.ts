/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  diag,
  metrics,
  trace,
  type MeterProvider,
  type Tracer,
  type TracerProvider,
} from '@opentelemetry/api';
import type { Environment } from './config/environment.ts';
import { copyConfig } from './config/given-config.ts';
import { Mistakes } from './config/mistakes.ts';
import { readSettings, type Settings } from './config/settings.ts';
import { isSwitchedOff } from './config/switches.ts';
import { Policies } from './exchange/policies.ts';
import { Telemetry } from './exchange/telemetry.ts';
import { SdkPatches } from './protocol/patches/sdk-patches.ts';
import { registered } from './process/api-registrations.ts';
import { lifecycle } from './process/lifecycle.ts';
import type { McpMetrics } from './telemetry/metrics.ts';
import type { McpInstrumentationConfig } from './types.ts';
import { PACKAGE_NAME } from './version.ts';

/** What an instrumentation has of the runtime that it is in. */
export interface Surroundings {
  readonly environment: Environment;
  /** For when nobody listens to `diag`. */
  readonly tellOperator: (line: string) => void;
  /** Whether code has given options, which another instrumentation may overrule. */
  readonly hasOptions: boolean;
}

/** All of an instrumentation but what its runtime has for it: a base class, hooks. */
export class Wiring {
  private readonly _surroundings: Surroundings;
  private readonly _diag = diag.createComponentLogger({
    namespace: PACKAGE_NAME,
  });
  private _mistakes = new Mistakes();
  private _settings: Settings | undefined;
  private _telemetry: Telemetry | undefined;
  private _sdkPatches: SdkPatches | undefined;

  constructor(surroundings: Surroundings) {
    this._surroundings = surroundings;
  }

  /** Whether an operator has switched us off. */
  get isSwitchedOff(): boolean {
    return isSwitchedOff(this._surroundings.environment);
  }

  get settings(): Settings {
    this._settings ??= readSettings(
      {},
      this._surroundings.environment,
      this._mistakes
    );
    return this._settings;
  }

  /** @returns what the runtime's base class may know of it */
  configure(config: McpInstrumentationConfig): McpInstrumentationConfig {
    this._mistakes = new Mistakes();
    const given = copyConfig(config, this._mistakes);
    const { environment } = this._surroundings;
    this._settings = readSettings(given, environment, this._mistakes);
    if (this._telemetry !== undefined) {
      this._telemetry.policies = new Policies(this._settings);
    }
    return this.isSwitchedOff ? { ...given, enabled: false } : given;
  }

  /** Providers that are registered globally are looked for, whichever copy of the API has them. */
  useTracer(provider: TracerProvider, tracer: () => Tracer): void {
    if (provider !== trace.getTracerProvider()) {
      const telemetry = this._live();
      telemetry.useTracer(tracer());
      telemetry.audience.isGiven = true;
    }
    this.tellMistakes();
  }

  useMeter(provider: MeterProvider, instruments: () => McpMetrics): void {
    if (provider !== metrics.getMeterProvider()) {
      const telemetry = this._live();
      telemetry.useMetrics(instruments());
      telemetry.audience.isGiven = true;
    }
  }

  useLogger(logger: Parameters<Telemetry['useLogger']>[0]): void {
    const telemetry = this._live();
    telemetry.useLogger(logger);
    telemetry.audience.isGivenLogs = true;
  }

  /** What a user hands over, where nobody has switched us off. */
  instrument(target: unknown): void {
    if (!this.isSwitchedOff && !this._patches().patch(target)) {
      this._diag.warn(
        'instrument() found nothing of the MCP SDK in its argument; ' +
          'pass a module namespace, a class or an instance of the SDK'
      );
    }
  }

  /** What a hook has found. */
  patch(candidate: unknown): void {
    this.tellListeners();
    this._patches().patch(candidate);
  }

  enable(): void {
    this._patches().enable();
    lifecycle.enable(this, this._patches());
  }

  disable(): void {
    this._patches().disable();
    lifecycle.disable(this);
  }

  /** Too early for stderr: the SDK that sets a logger may be about to start. */
  tellListeners(): void {
    if (registered('diag') !== undefined) {
      this.tellMistakes();
    }
  }

  /**
   * For when a message is recorded, or an OpenTelemetry SDK has started. Whoever sets
   * a logger of `diag` has done so by then; for everybody else `OTEL_LOG_LEVEL` is not
   * set, and a mistake would be a silent one.
   */
  tellMistakes(): void {
    if (!this._mistakes.areTold) {
      const { tellOperator } = this._surroundings;
      this._mistakes.tell(
        registered('diag') === undefined ? { error: tellOperator } : this._diag
      );
    }
  }

  private _patches(): SdkPatches {
    const tellLater = (line: string) => {
      this._mistakes.error(line);
      this.tellListeners();
    };
    this._sdkPatches ??= new SdkPatches(
      this._live(),
      this._diag,
      this._surroundings.hasOptions ? tellLater : undefined
    );
    return this._sdkPatches;
  }

  private _live(): Telemetry {
    this._telemetry ??= new Telemetry(
      this._diag,
      this.settings,
      () => {
        this.tellMistakes();
      },
      this._surroundings.tellOperator
    );
    this._telemetry.live.watch(lifecycle.begun);
    return this._telemetry;
  }
}
