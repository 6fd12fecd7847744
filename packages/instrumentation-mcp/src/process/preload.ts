/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { lifecycle } from './lifecycle.ts';
import { StartUp } from './start-up.ts';

/** What a process needs that is traced by a flag and may be a stdio server. */
export function prepareProcess(): void {
  const startUp = new StartUp();
  const served = () => {
    startUp.end();
  };
  lifecycle.on('connectedServer', served);
  lifecycle.on('disabled', served);
  lifecycle.on('servingStdio', served);
  startUp.begin();
}
