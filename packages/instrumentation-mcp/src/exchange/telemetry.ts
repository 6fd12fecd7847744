/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { DiagLogger, Tracer } from '@opentelemetry/api';
import type { Settings } from '../config/settings.ts';
import type { LogEmitter } from '../telemetry/log-emitter.ts';
import type { KnownNames } from '../telemetry/known-names.ts';
import type { McpMetrics } from '../telemetry/metrics.ts';
import type { LiveWork } from './live-work.ts';

/** Where telemetry goes; read every time, since a provider may come late. */
export interface Telemetry {
  readonly tracer: Tracer;
  readonly metrics: McpMetrics;
  readonly logger: LogEmitter;
  readonly diag: DiagLogger;
  readonly settings: Settings;
  readonly names: KnownNames;
  readonly live: LiveWork;
  /** Runs a function of the operator's: what it throws goes to `diag` and no further. */
  readonly runHook: <T>(name: string, hook: () => T) => T | undefined;
}
