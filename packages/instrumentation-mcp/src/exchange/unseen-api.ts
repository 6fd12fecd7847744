/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { metrics, trace } from '@opentelemetry/api';
import { isObject } from '../model/json-rpc.ts';
import { ownApiVersion } from '../model/own-api.ts';
import {
  laterApi,
  registeredApi,
  type RegisteredApi,
} from '../model/registered-api.ts';
import { PACKAGE_NAME } from '../version.ts';

/**
 * Tells once of a provider that was registered with a copy of the API that ours
 * cannot see: one of another major version, or of an older minor one. Our own
 * `diag` cannot see the logger of that copy either, and where there is none the
 * operator is told.
 */
export class UnseenApi {
  private readonly _tellOperator: (line: string) => void;
  private _told = false;

  constructor(tellOperator: (line: string) => void) {
    this._tellOperator = tellOperator;
  }

  look(): void {
    if (!this._told) {
      try {
        this._look();
      } catch {
        // A logger that throws costs no message its span.
      }
    }
  }

  private _look(): void {
    const api = unseen();
    if (api === undefined) {
      return;
    }
    this._told = true;
    const logger = api.diag;
    if (isObject(logger) && typeof logger['error'] === 'function') {
      Reflect.apply(logger['error'], logger, [PACKAGE_NAME, lineOf(api)]);
    } else {
      this._tellOperator(lineOf(api));
    }
  }
}

function unseen(): RegisteredApi | undefined {
  const api = registeredApi();
  return api !== undefined && (hidesTraces(api) || hidesMetrics(api))
    ? api
    : laterApi();
}

function hidesTraces(api: RegisteredApi): boolean {
  return api.trace !== undefined && trace.getTracerProvider() !== api.trace;
}

function hidesMetrics(api: RegisteredApi): boolean {
  return (
    api.metrics !== undefined && metrics.getMeterProvider() !== api.metrics
  );
}

function lineOf({ version }: RegisteredApi): string {
  const own = ownApiVersion() ?? 'of an unknown version';
  return (
    `providers are registered with @opentelemetry/api ${String(version)}, ` +
    `which the copy that this package uses, ${own}, cannot see: ` +
    'nothing is recorded; make npm install one version of it for both'
  );
}
