/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { EventEmitter } from 'node:events';
import { ExitFlush } from './exit-flush.ts';
import { lifecycle } from './lifecycle.ts';
import { StartUp } from './start-up.ts';

/** What a process needs that is traced by a flag and may be a stdio server. */
export function prepareProcess(): void {
  const startUp = new StartUp();
  const exitFlush = new ExitFlush();
  const served = () => {
    startUp.end();
  };
  lifecycle.on('connectedServer', served);
  lifecycle.on('disabled', served);
  lifecycle.on('servingStdio', ({ stdin }) => {
    served();
    if (stdin instanceof EventEmitter) {
      exitFlush.watch(stdin);
    }
  });
  startUp.begin();
  exitFlush.install();
}
