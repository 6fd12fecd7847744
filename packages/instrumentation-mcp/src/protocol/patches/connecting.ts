/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { context } from '@opentelemetry/api';
import { TIMEOUT } from '../../model/outcome.ts';
import { lifecycle } from '../../process/lifecycle.ts';
import type { Patching, Wrapper } from '../patching.ts';
import { isTransport, type SdkProtocol } from '../sdk-shapes.ts';
import { onSettled } from '../settled.ts';
import { openedBy, opening } from '../transports/wrapped-transport.ts';

/** Wraps `Protocol.connect(transport)`, and `Client.connect` of v2 for its probe comes first. */
export function connecting({ observation, tap, active }: Patching): Wrapper {
  const { connections, deliveries, guard } = observation;
  return original =>
    function (this: SdkProtocol, ...args) {
      const [transport] = args;
      if (!active() || !isTransport(transport)) {
        return Reflect.apply(original, this, args);
      }
      const connect = () => Reflect.apply(original, this, args);
      const connection = guard.run('opening a connection', () => {
        const role = isServer(this) ? 'connectedServer' : 'connectedClient';
        lifecycle.connected(role, transport);
        const opened = connections.open(transport, this);
        tap.attach(transport);
        return opened;
      });
      const returned =
        connection?.isForeign === true
          ? guard.within(opening(context.active(), transport), connect)
          : connect();
      guard.run('watching a connection', () => {
        deliveries.connected(this, transport);
      });
      return returned;
    };
}

function isServer(protocol: object): boolean {
  return '_oninitialize' in protocol;
}

/**
 * Wraps `Client.connect` of v2. Its probe is answered, or given up, by the time
 * that connecting is over.
 */
export function negotiating(patching: Patching): Wrapper {
  const { observation, tap, active } = patching;
  const { guard } = observation;
  const connect = connecting(patching);
  return original => {
    const wrapped = connect(original);
    return function (this: object, ...args) {
      const giveUp = () => {
        guard.run('ending a probe', () => {
          if (isTransport(args[0])) {
            tap.abandon(args[0], TIMEOUT);
          }
        });
      };
      const returned = Reflect.apply(wrapped, this, args);
      return active() ? onSettled(returned, giveUp, giveUp) : returned;
    };
  };
}

/**
 * Wraps `StdioClientTransport.start`, for the client of v2 probes a server in a
 * process of its own before it starts the real one.
 */
export function startingStdio({
  observation: { guard },
  tap,
  active,
}: Patching): Wrapper {
  return original =>
    function (this: object, ...args) {
      guard.run('starting a stdio client', () => {
        if (
          active() &&
          isTransport(this) &&
          openedBy(context.active()) === undefined
        ) {
          tap.attach(this);
        }
      });
      return Reflect.apply(original, this, args);
    };
}

/**
 * Wraps `start` of the SDK's transports: an application's own transport may hold
 * one of them, where nobody else can see it.
 */
export function startingInside({
  observation: { connections, guard },
  active,
}: Patching): Wrapper {
  return original =>
    function (this: object, ...args) {
      guard.run('looking for a transport around this one', () => {
        const outer = active() ? openedBy(context.active()) : undefined;
        if (outer !== undefined && outer !== this && isTransport(this)) {
          connections.of(outer).leadsTo(this);
        }
      });
      return Reflect.apply(original, this, args);
    };
}
