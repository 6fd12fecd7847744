/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { context } from '@opentelemetry/api';
import { TIMEOUT } from '../../model/outcome.ts';
import type { Connection } from '../../model/connection.ts';
import { lifecycle } from '../../process/lifecycle.ts';
import { negotiates } from '../negotiations.ts';
import type { Patching, Wrapper } from '../patching.ts';
import { isServer, isTransport, type SdkProtocol } from '../sdk-shapes.ts';
import { onSettled } from '../settled.ts';
import type { TransportState } from '../transports/transport-states.ts';
import { openedBy, opening } from '../transports/wrapped-transport.ts';

/**
 * Wraps `Protocol.connect(transport)`. A probe that was sent before is answered,
 * or given up, by now.
 */
export function connecting(patching: Patching): Wrapper {
  const { deliveries, guard } = patching.observation;
  return original =>
    function (this: SdkProtocol, ...args) {
      const [transport] = args;
      const before = this.transport;
      const state = patching.active()
        ? open(patching, this, transport)
        : undefined;
      const returned =
        state?.connection.isForeign === true && isTransport(transport)
          ? guard.within(
              opening(context.active(), transport),
              original,
              this,
              args
            )
          : original.apply(this, args);
      if (state !== undefined && isTransport(transport)) {
        guard.run('watching a connection', () => {
          deliveries.connected(
            this,
            transport,
            before,
            isServerOfV1(this) && hasRequests(state.connection)
          );
        });
      }
      return returned;
    };
}

function open(
  { observation, tap }: Patching,
  protocol: SdkProtocol,
  transport: unknown
): TransportState | undefined {
  if (!isTransport(transport)) {
    return undefined;
  }
  try {
    lifecycle.connected(
      isServer(protocol) ? 'connectedServer' : 'connectedClient',
      transport
    );
    observation.telemetry.opened();
    const state = observation.transports.of(transport);
    state.connectedTo(protocol);
    tap.attach(transport, state);
    if (state.raw.size > 0) {
      tap.abandon(transport, TIMEOUT);
    }
    return state;
  } catch (error) {
    observation.guard.report('opening a connection', error);
    return undefined;
  }
}

/**
 * Wraps `Client.connect` of v2, which may probe a server before it comes to
 * `Protocol.connect`. Whether a refused probe was a failure is told by its end.
 */
export function probing({ observation, tap, active }: Patching): Wrapper {
  const { guard, negotiations, transports } = observation;
  return original =>
    function (this: object, ...args) {
      const [transport] = args;
      if (!active() || !isTransport(transport)) {
        return original.apply(this, args);
      }
      const negotiation = guard.run('tapping a transport', () => {
        lifecycle.connected('connectedClient', transport);
        tap.attach(transport, transports.of(transport));
        return negotiates(this) ? negotiations.begin(transport) : undefined;
      });
      const returned = original.apply(this, args);
      if (negotiation === undefined) {
        return returned;
      }
      const end = (succeeded: boolean) => {
        guard.run('ending a negotiation', () => {
          negotiations.end(negotiation, succeeded);
        });
      };
      return onSettled(
        returned,
        () => {
          end(true);
        },
        () => {
          end(false);
        }
      );
    };
}

/**
 * Wraps `StdioClientTransport.start`, for the client of v2 probes a server in a
 * process of its own before it starts the real one.
 */
export function startingStdio({ observation, tap, active }: Patching): Wrapper {
  return original =>
    function (this: object, ...args) {
      if (
        active() &&
        isTransport(this) &&
        openedBy(context.active()) === undefined
      ) {
        observation.guard.run('starting a stdio client', () => {
          tap.attach(this, observation.transports.of(this));
        });
      }
      return original.apply(this, args);
    };
}

/**
 * Wraps `start` of the SDK's transports: an application's own transport may hold
 * one of them, where nobody else can see it.
 */
export function startingInside({
  observation: { transports, guard },
  active,
}: Patching): Wrapper {
  return original =>
    function (this: object, ...args) {
      guard.run('looking for a transport around this one', () => {
        const outer = active() ? openedBy(context.active()) : undefined;
        if (outer !== undefined && outer !== this && isTransport(this)) {
          transports.of(outer).connection.leadsTo(this);
        }
      });
      return original.apply(this, args);
    };
}

function isServerOfV1(protocol: object): boolean {
  return (
    '_oninitialize' in protocol && !('_requestWithSchemaViaCodec' in protocol)
  );
}

/** Whether each message comes with an HTTP request, or may do so. */
function hasRequests({ ambientContext }: Connection): boolean {
  return ambientContext === 'message' || ambientContext === 'unknown';
}
