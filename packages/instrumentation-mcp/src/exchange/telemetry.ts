/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { metrics, type DiagLogger, type Tracer } from '@opentelemetry/api';
import type { Settings } from '../config/settings.ts';
import { Audience, registeredMeters } from '../telemetry/audience.ts';
import type { ContentPolicy } from '../telemetry/content.ts';
import { KnownNames } from '../telemetry/known-names.ts';
import type { LogEmitter } from '../telemetry/log-emitter.ts';
import { McpMetrics } from '../telemetry/metrics.ts';
import { PACKAGE_NAME, PACKAGE_VERSION } from '../version.ts';
import { LiveWork } from './live-work.ts';
import { Policies } from './policies.ts';
import { runHook } from './run-hook.ts';

/** Where telemetry goes, and what is wanted of it: set again when it changes. */
export class Telemetry implements ContentPolicy {
  readonly diag: DiagLogger;
  readonly audience = new Audience();
  readonly names = new KnownNames();
  readonly live = new LiveWork();
  tracer: Tracer;
  logger: LogEmitter;
  policies: Policies;
  private readonly _whenOpened: () => void;
  private _metrics: McpMetrics;
  private _meters: unknown;
  private _hasOwnMeters = false;

  constructor(
    diag: DiagLogger,
    settings: Settings,
    tracer: Tracer,
    logger: LogEmitter,
    unread: McpMetrics,
    whenOpened: () => void
  ) {
    this.diag = diag;
    this.tracer = tracer;
    this.logger = logger;
    this.policies = new Policies(settings);
    this._metrics = unread;
    this._whenOpened = whenOpened;
  }

  get settings(): Settings {
    return this.policies.settings;
  }

  /** The API has no meter that waits for its provider. */
  get metrics(): McpMetrics {
    if (!this._hasOwnMeters) {
      const registered = registeredMeters();
      if (registered !== this._meters) {
        this._meters = registered;
        this._metrics = new McpMetrics(
          metrics.getMeter(PACKAGE_NAME, PACKAGE_VERSION)
        );
      }
    }
    return this._metrics;
  }

  /** A connection is opened: by now the application has set up what it logs with. */
  opened(): void {
    this._whenOpened();
  }

  /** A meter provider was given to the instrumentation itself. */
  useMetrics(given: McpMetrics): void {
    this._hasOwnMeters = true;
    this._metrics = given;
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
