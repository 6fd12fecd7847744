/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  createNoopMeter,
  metrics,
  trace,
  type DiagLogger,
  type Tracer,
} from '@opentelemetry/api';
import type { Settings } from '../config/settings.ts';
import {
  isLoggerProvider,
  registeredApi,
  registeredLogs,
} from '../model/registered-api.ts';
import { tellFailure } from '../model/thrown.ts';
import { Audience } from '../telemetry/audience.ts';
import type { ContentPolicy } from '../telemetry/content.ts';
import { KnownNames } from '../telemetry/known-names.ts';
import type { LogEmitter } from '../telemetry/log-emitter.ts';
import { McpMetrics } from '../telemetry/metrics.ts';
import { PACKAGE_NAME, PACKAGE_VERSION } from '../version.ts';
import { LiveWork } from './live-work.ts';
import { Policies } from './policies.ts';
import { isNew, runHook } from './run-hook.ts';
import { UnseenApi } from './unseen-api.ts';

/** Where telemetry goes, and what is wanted of it: set again when it changes. */
export class Telemetry implements ContentPolicy {
  readonly diag: DiagLogger;
  readonly audience = new Audience();
  readonly names = new KnownNames();
  readonly live = new LiveWork();
  policies: Policies;
  private readonly _whenOpened: () => void;
  private _tracer = trace.getTracer(PACKAGE_NAME, PACKAGE_VERSION);
  private _tracers: unknown;
  private _hasOwnTracer = false;
  private _logger: LogEmitter = { emit: () => undefined };
  private _loggers: unknown;
  private _hasOwnLogger = false;
  private _metrics = new McpMetrics(createNoopMeter());
  private _meters: unknown;
  private _hasOwnMeters = false;
  private readonly _unseenApi: UnseenApi;

  /** @param tellOperator a line where nobody listens to `diag` */
  constructor(
    diag: DiagLogger,
    settings: Settings,
    whenOpened: () => void,
    tellOperator: (line: string) => void
  ) {
    this._unseenApi = new UnseenApi(tellOperator);
    this.diag = diag;
    this.policies = new Policies(settings);
    this._whenOpened = whenOpened;
  }

  get settings(): Settings {
    return this.policies.settings;
  }

  /**
   * A tracer of the API waits for the provider that its own copy of the API
   * registers, and stays a no-op for ever where another copy does so.
   */
  get tracer(): Tracer {
    if (!this._hasOwnTracer) {
      const registered = registeredApi()?.trace;
      if (registered !== this._tracers) {
        this._tracers = registered;
        this._tracer = trace.getTracer(PACKAGE_NAME, PACKAGE_VERSION);
        this._unseenApi.look();
      }
    }
    return this._tracer;
  }

  /** A logger of the API waits as its tracer does. */
  get logger(): LogEmitter {
    if (!this._hasOwnLogger) {
      const registered = registeredLogs();
      if (registered !== this._loggers) {
        this._loggers = registered;
        if (isLoggerProvider<LogEmitter>(registered)) {
          this._logger = registered.getLogger(PACKAGE_NAME, PACKAGE_VERSION);
        }
      }
    }
    return this._logger;
  }

  /** The API has no meter that waits for its provider. */
  get metrics(): McpMetrics {
    if (!this._hasOwnMeters) {
      const registered = registeredApi()?.metrics;
      if (registered !== this._meters) {
        this._meters = registered;
        this._metrics = new McpMetrics(
          metrics.getMeter(PACKAGE_NAME, PACKAGE_VERSION)
        );
        this._unseenApi.look();
      }
    }
    return this._metrics;
  }

  /** A connection is opened: by now the application has set up what it logs with. */
  opened(): void {
    this._whenOpened();
    this._unseenApi.look();
  }

  /** A tracer provider was given to the instrumentation itself. */
  useTracer(given: Tracer): void {
    this._hasOwnTracer = true;
    this._tracer = given;
  }

  /** A logger provider was given to the instrumentation itself. */
  useLogger(given: LogEmitter): void {
    this._hasOwnLogger = true;
    this._logger = given;
  }

  /** A meter provider was given to the instrumentation itself. */
  useMetrics(given: McpMetrics): void {
    this._hasOwnMeters = true;
    this._metrics = given;
  }

  /** A step that costs nothing but itself: its error's name only, which is no payload. */
  failed(step: string, error: unknown): void {
    tellFailure(this.diag, step, error);
  }

  /** One line, however many values there are. */
  tellUnread(): void {
    const line = 'the content of a message could not be read';
    if (isNew(this.diag, line)) {
      this.diag.warn(line);
    }
  }

  /** Runs a function of the operator's: what it throws goes to `diag` and no further. */
  runHook<A extends unknown[], T>(
    name: string,
    hook: (...args: A) => T,
    ...args: A
  ): T | undefined {
    return runHook(this.diag, name, hook, ...args);
  }
}
