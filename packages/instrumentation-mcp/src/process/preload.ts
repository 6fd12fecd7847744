/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { ExitFlush } from './exit-flush.ts';
import { onServing } from './process-role.ts';
import { StartUp } from './start-up.ts';

/** What a process needs that is traced by a flag and may be a stdio server. */
export function prepareProcess(): void {
  const startUp = new StartUp();
  const exitFlush = new ExitFlush();
  onServing({
    serving() {
      startUp.end();
    },
    servingStdin(stdin) {
      exitFlush.watch(stdin);
    },
  });
  startUp.begin();
  exitFlush.install();
}
