/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { DiagLogger } from '@opentelemetry/api';
import type { Settings } from '../config/settings.ts';
import { Exchanges } from '../exchange/exchanges.ts';
import { OpenExchanges } from '../exchange/open-exchanges.ts';
import type { ServerExchange } from '../exchange/server-exchange.ts';
import type { Session } from '../exchange/session.ts';
import type { Telemetry } from '../exchange/telemetry.ts';
import { Calls } from './calls.ts';
import { Deliveries } from './transports/deliveries.ts';
import { Connections } from './transports/connections.ts';
import { EntryArrivals } from './entries/entry-arrivals.ts';
import { Guard } from './guard.ts';

/** What all patches of one instrumentation share. */
export class Observation {
  readonly telemetry: Telemetry;
  readonly exchanges: Exchanges;
  readonly guard: Guard;
  readonly connections = new Connections();
  readonly deliveries = new Deliveries();
  /** Requests that we sent, by the protocol that sent them. */
  readonly calls = new Calls();
  /** Requests that we received, by the transport they came through. */
  readonly received = new OpenExchanges<ServerExchange>();
  /** What an entry of SDK v2 may answer without a `Protocol`. */
  readonly entries = new EntryArrivals();
  /** From which level on its client wants logs, by server. */
  readonly logLevels = new WeakMap<object, string>();
  /** By transport, from its `initialize` to its close. */
  readonly sessions = new WeakMap<object, Session>();

  constructor(telemetry: Telemetry, diag: DiagLogger) {
    this.telemetry = telemetry;
    this.exchanges = new Exchanges(telemetry);
    this.guard = new Guard(diag);
  }

  /** Read every time: options may be set again at any time. */
  get settings(): Settings {
    return this.telemetry.settings;
  }
}
