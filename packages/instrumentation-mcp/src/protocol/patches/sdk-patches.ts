/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { DiagLogger } from '@opentelemetry/api';
import { TAKEN_BACK, type Outcome } from '../../model/outcome.ts';
import type { Telemetry } from '../../exchange/telemetry.ts';
import { EntryExports } from '../entries/handler-exports.ts';
import { isObject } from '../../model/json-rpc.ts';
import { Observation } from '../observation.ts';
import { differences } from '../other-instance.ts';
import type { Patching, Wrapper } from '../patching.ts';
import { endConnection } from './closing.ts';
import { isTransport } from '../sdk-shapes.ts';
import { missingMethods, PATCH_TABLE } from './patch-table.ts';
import { PrototypePatch } from './prototype-patch.ts';
import { prototypesOf } from '../prototypes.ts';
import { TransportTap } from '../transports/transport-tap.ts';
import { WeakRegistry } from '../weak-registry.ts';

/**
 * All patched prototypes of the SDK. One process can hold up to five `Protocol`
 * classes: v1 and v2's client and server each bundle theirs, as ESM and as
 * CommonJS.
 */
export class SdkPatches {
  private readonly _diag: DiagLogger;
  private readonly _observation: Observation;
  private readonly _tap: TransportTap;
  private readonly _entries: EntryExports;
  private readonly _patches = new WeakRegistry<object, PrototypePatch>();
  /** Prototypes that nothing of ours goes on. */
  private readonly _others = new WeakSet();
  private readonly _tellLater: ((line: string) => void) | undefined;
  private _enabled = false;
  private _toldOfOther = false;

  /**
   * @param tellLater tells `diag` a line as soon as somebody listens; none where
   * the options are those of the environment, which hold for all
   */
  constructor(
    telemetry: Telemetry,
    diag: DiagLogger,
    tellLater?: (line: string) => void
  ) {
    this._diag = diag;
    this._tellLater = tellLater;
    this._observation = new Observation(telemetry, diag);
    this._tap = new TransportTap(this._observation, () => this._enabled);
    this._entries = new EntryExports(this._observation, () => this._holdsAny());
  }

  /**
   * Patches what it finds in a module namespace, a class or an instance.
   * Returns whether there was anything of the SDK in it.
   */
  patch(candidate: unknown): boolean {
    let found =
      this._observation.guard.run('instrumenting an entry', () =>
        this._entries.patch(candidate)
      ) ?? false;
    for (const prototype of prototypesOf(candidate)) {
      const patch = this._patchOf(prototype);
      if (patch !== undefined) {
        found = true;
        if (this._enabled) {
          patch.apply();
        }
      }
    }
    return found;
  }

  enable(): void {
    this._enabled = true;
    this._entries.enable();
    for (const [, patch] of this._patches.entries()) {
      patch.apply();
    }
  }

  /** What is open will not be seen to end: it ends here, as nobody's error. */
  disable(): void {
    this._enabled = false;
    this._entries.disable();
    for (const [, patch] of this._patches.entries()) {
      patch.restore();
    }
    this.endAll(TAKEN_BACK);
  }

  /** Ends whatever is open, since nobody else will. */
  endAll(outcome: Outcome): void {
    this._observation.telemetry.live.endAll(outcome);
  }

  /** Ends what is open on a transport whose end the SDK does not notice. */
  endConnection(transport: object, outcome: Outcome): void {
    this._observation.guard.run('ending a connection', () => {
      if (isTransport(transport)) {
        endConnection(this._observation, this._tap, transport, outcome);
      }
    });
  }

  /** Whether an exchange is open. */
  get isBusy(): boolean {
    return this._observation.telemetry.live.hasExchanges;
  }

  private _holdsAny(): boolean {
    for (const [, patch] of this._patches.entries()) {
      if (patch.active) {
        return true;
      }
    }
    return false;
  }

  private _patchOf(prototype: object): PrototypePatch | undefined {
    const known = this._patches.get(prototype);
    if (known !== undefined || this._others.has(prototype)) {
      return known;
    }
    const patch = this._patchFor(prototype);
    if (patch === undefined) {
      this._others.add(prototype);
    } else {
      this._patches.set(prototype, patch);
    }
    return patch;
  }

  private _patchFor(prototype: object): PrototypePatch | undefined {
    const rows = PATCH_TABLE.filter(({ matches }) => matches(prototype));
    if (rows.length === 0) {
      return undefined;
    }
    this._warnOfMissing(prototype);
    const wrappers = new Map<string, Wrapper>();
    const patch: PrototypePatch = new PrototypePatch(prototype, wrappers, {
      options: () => this._observation.settings,
      waitsFor: options => {
        this._tellOfOther(options);
      },
    });
    const patching: Patching = {
      observation: this._observation,
      tap: this._tap,
      active: () => patch.active,
      instrument: candidate => this.patch(candidate),
    };
    for (const { methods } of rows) {
      for (const [name, wrapper] of Object.entries(methods)) {
        wrappers.set(name, wrapper(patching));
      }
    }
    return patch;
  }

  /** Only one instrumentation traces; options of another one would be lost silently. */
  private _tellOfOther(options: unknown): void {
    const differing =
      this._toldOfOther || !isObject(options)
        ? []
        : differences({ ...this._observation.settings }, options);
    if (differing.length > 0) {
      this._toldOfOther = true;
      this._tellLater?.(
        `another McpInstrumentation traces the MCP SDK already, and other options of this one (${differing.join(', ')}) do not count; give them to the first, or make one only`
      );
    }
  }

  private _warnOfMissing(prototype: object): void {
    const missing = missingMethods(prototype);
    if (missing.length > 0) {
      this._diag.warn(
        `this MCP SDK has no ${missing.join(', ')}: its traces will be incomplete; ` +
          'please report its version'
      );
    }
  }
}
