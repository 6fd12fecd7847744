/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Connection } from '../../model/connection.ts';

/**
 * The connection of a request that an HTTP entry answers itself, before there is
 * a transport. It ends with that request.
 */
export class EntryConnection implements Connection {
  readonly networkTransport = 'tcp';
  readonly protocolName = 'http';
  readonly ambientContext = 'message';
  readonly singleRequest = true;
  readonly openedAt: number;

  readonly hasSession = false;
  waiting = 0;

  /** `openedAt` is on the clock of `performance.now()`. */
  constructor(openedAt: number) {
    this.openedAt = openedAt;
  }
}
