/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { ClientExchange } from '../exchange/client-exchange.ts';
import { isObject } from '../model/json-rpc.ts';
import { attempt } from './prototypes.ts';
import type { SdkTransport } from './sdk-shapes.ts';
import { commandOf } from './transports/server-command.ts';

const PROBE = 'server/discover';

/**
 * A client of v2 that finds out whether its server is of the modern era
 * (`versionNegotiation`): it probes, and goes on with `initialize` where it is
 * refused, whatever the refusal looks like. Only its end says whether it failed.
 */
export interface Negotiation {
  readonly transport: SdkTransport;
  readonly probes: ClientExchange[];
}

/** Those that are under way. */
export class Negotiations {
  private readonly _open = new Set<Negotiation>();

  begin(transport: SdkTransport): Negotiation {
    const negotiation = { transport, probes: [] };
    this._open.add(negotiation);
    return negotiation;
  }

  end(negotiation: Negotiation, succeeded: boolean): void {
    this._open.delete(negotiation);
    for (const probe of negotiation.probes) {
      probe.judged(succeeded);
    }
  }

  /** A request leaves through a transport before it is connected. */
  begun(transport: SdkTransport, request: ClientExchange): void {
    const negotiation =
      request.method === PROBE ? this._of(transport) : undefined;
    if (negotiation !== undefined) {
      request.judgedBy(probe => {
        negotiation.probes.push(probe);
      });
    }
  }

  /** Over stdio a client probes in a process of its own, of the same command. */
  private _of(transport: SdkTransport): Negotiation | undefined {
    const open = [...this._open];
    return (
      open.find(one => one.transport === transport) ??
      open.find(one => isSameCommand(one.transport, transport))
    );
  }
}

/** Whether a client has more to do than `initialize` when it connects. */
export function negotiates(client: object): boolean {
  const options = attempt((): unknown =>
    Reflect.get(client, '_versionNegotiation')
  );
  const mode = isObject(options) ? options['mode'] : undefined;
  return mode !== undefined && mode !== 'legacy';
}

function isSameCommand(one: SdkTransport, other: SdkTransport): boolean {
  const command = commandOf(one);
  return command !== undefined && command === commandOf(other);
}
