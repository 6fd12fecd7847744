/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { DiagLogger } from '@opentelemetry/api';
import type { Settings } from '../config/settings.ts';
import { Exchanges } from '../exchange/exchanges.ts';
import type { Telemetry } from '../exchange/telemetry.ts';
import { isObject } from '../model/json-rpc.ts';
import { Calls } from './calls.ts';
import { CheckedCalls } from './checked-calls.ts';
import { EntryArrivals } from './entries/entry-arrivals.ts';
import { Facades } from './facades.ts';
import { Guard } from './guard.ts';
import { Negotiations } from './negotiations.ts';
import type { SdkProtocol, SdkTransport } from './sdk-shapes.ts';
import { Deliveries } from './transports/deliveries.ts';
import {
  TransportStates,
  type TransportState,
} from './transports/transport-states.ts';

/** What all patches of one instrumentation share. */
export class Observation {
  readonly telemetry: Telemetry;
  readonly exchanges: Exchanges;
  readonly guard: Guard;
  /** What is open on each transport. */
  readonly transports = new TransportStates();
  readonly deliveries = new Deliveries(this.transports);
  /** What an entry of SDK v2 may answer without a `Protocol`. */
  readonly entries = new EntryArrivals();
  /** From which level on its client wants logs, by server. */
  readonly logLevels = new WeakMap<object, string>();
  /** Whose results are checked above the wire. */
  readonly checkedCalls = new CheckedCalls();
  readonly facades = new Facades();
  readonly negotiations = new Negotiations();
  private readonly _calls = new WeakMap<object, Calls>();

  constructor(telemetry: Telemetry, diag: DiagLogger) {
    this.telemetry = telemetry;
    this.exchanges = new Exchanges(telemetry);
    this.guard = new Guard(diag);
  }

  get settings(): Settings {
    return this.telemetry.settings;
  }

  /** Requests that we sent, by the protocol that sent them. */
  callsOf(protocol: object): Calls {
    let calls = this._calls.get(protocol);
    if (calls === undefined) {
      calls = new Calls();
      this._calls.set(protocol, calls);
    }
    return calls;
  }

  /** What we know of a transport through which a protocol is being told something. */
  receiving(transport: SdkTransport, protocol: SdkProtocol): TransportState {
    const state = this.transports.current(transport, protocol);
    const { connection } = state;
    if (connection.ownCalls === undefined && 'callTool' in protocol) {
      connection.ownCalls = this.callsOf(protocol);
    }
    return state;
  }

  /** Undefined as long as it has sent nothing that is traced. */
  knownCallsOf(protocol: object): Calls | undefined {
    return this._calls.get(protocol);
  }

  /**
   * Whether a message is worth anything to anybody. `initialize` is to those who
   * come later: what it agrees on is said once.
   */
  follows(message: unknown): boolean {
    const { audience } = this.telemetry;
    return (
      audience.isPresent ||
      (this.settings.logsFromMcp !== 'off' && audience.readsLogs) ||
      (isObject(message) && message['method'] === 'initialize')
    );
  }
}
