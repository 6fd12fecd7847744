/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { SpanRecord } from 'opentelemetry-mcp-test-utils';
import type { ProcessFacts } from '../probe/facts.ts';
import type { Exit } from './command.ts';
import type { ExchangeFacts } from './conversation.ts';
import type { Role } from './doctor-options.ts';
import type { WatchEnd } from './end-of-watch.ts';

/** All that the doctor has seen. */
export interface Evidence extends Observations {
  /** Spans that were exported to the doctor. */
  readonly received: readonly SpanRecord[];
}

/** What an examination shows. */
export interface Observations {
  readonly role: Role;
  readonly processes: readonly ProcessFacts[];
  /** Where the doctor was the client. */
  readonly exchange?: ExchangeFacts;
  /** Lines of a stdio server's stdout that are no message. */
  readonly strayLines: readonly string[];
  /** Whether nobody has said what the command is. */
  readonly isRoleGuessed: boolean;
  /** Whether the command ended neither with its stdin nor on SIGTERM. */
  readonly isKilled: boolean;
  /** Why the watch of a host ended. */
  readonly watchEnd?: WatchEnd;
  /** How the command ended, if it did so by itself. */
  readonly exit?: Exit;
}
