/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { MistakeLog, Mistakes } from '../config/mistakes.ts';
import { registered } from '../process/api-registrations.ts';
import { tellOperatorOnce } from './tell-operator.ts';

/**
 * For when a message is recorded, or an OpenTelemetry SDK has started. Whoever sets a
 * logger of `diag` has done so by then; for everybody else `OTEL_LOG_LEVEL` is not
 * set, and a mistake would be a silent one.
 */
export function tellOf(mistakes: Mistakes, log: MistakeLog): void {
  if (!mistakes.areTold) {
    mistakes.tell(
      registered('diag') === undefined ? { error: tellOperatorOnce } : log
    );
  }
}
