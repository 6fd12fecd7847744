/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { trace, context } from '@opentelemetry/api';
import type { SdkProtocol, SdkTransport } from '../sdk-shapes.ts';
import { TransportConnection } from './transport-connection.ts';

/** The connection of each transport, made when it is first met. */
export class Connections {
  private readonly _byTransport = new WeakMap<object, TransportConnection>();

  of(transport: SdkTransport): TransportConnection {
    const known = this._byTransport.get(transport);
    if (known !== undefined) {
      return known;
    }
    const connection = new TransportConnection(transport);
    this._byTransport.set(transport, connection);
    return connection;
  }

  /** A protocol is about to take over a transport. */
  open(transport: SdkTransport, protocol: SdkProtocol): TransportConnection {
    const connection = this.of(transport);
    connection.connectedTo(protocol);
    connection.openerSpanId ??= trace.getSpanContext(context.active())?.spanId;
    return connection;
  }
}
