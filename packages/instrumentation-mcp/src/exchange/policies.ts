/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  matchesPeer,
  type InjectMetaOptions,
  type ReceiveMetaOptions,
} from 'opentelemetry-propagator-mcp';
import type { Settings } from '../config/settings.ts';
import type { McpPeerInfo } from '../types.ts';
import { IgnoreRules } from './ignore-rules.ts';

/** How far a peer is trusted. */
export type Trust = Required<
  Pick<ReceiveMetaOptions, 'policy' | 'parent' | 'carriers'>
>;

/** What follows from the settings for every message, worked out when they change. */
export class Policies {
  readonly settings: Settings;
  readonly ignored: IgnoreRules;
  /** Undefined where a function decides on each message. */
  readonly trust: Trust | undefined;
  readonly injection: InjectMetaOptions;
  /** The peer that was asked for last, which is often asked for again. */
  private _last: (McpPeerInfo & { readonly matches: boolean }) | undefined;

  constructor(settings: Settings) {
    const { inbound, parent, foreignCarriers, baggage } = settings;
    this.settings = settings;
    this.ignored = new IgnoreRules(settings.ignore);
    this.trust =
      typeof inbound === 'function'
        ? undefined
        : { policy: inbound, parent, carriers: foreignCarriers };
    // Who has not decided leaves alone what callers write themselves.
    const filterExisting = baggage !== undefined;
    this.injection = { baggage: baggage ?? 'off', filterExisting };
  }

  /** Whether patterns let a peer have context, which no message changes. */
  letsOut(peer: McpPeerInfo, patterns: readonly string[]): boolean {
    const { url, command } = peer;
    let last = this._last;
    if (last?.url !== url || last?.command !== command || last === undefined) {
      last = { url, command, matches: matchesPeer(peer, patterns) };
      this._last = last;
    }
    return last.matches;
  }
}
