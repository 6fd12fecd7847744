/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { ProcessFacts } from '../probe/facts.ts';
import type { Exit } from './command.ts';
import type { ExchangeFacts } from './conversation.ts';
import type { Role } from './doctor-options.ts';

/** All that the doctor has seen. */
export interface Evidence {
  readonly role: Role;
  readonly processes: readonly ProcessFacts[];
  /** Where the doctor was the client. */
  readonly exchange?: ExchangeFacts;
  /** Lines of a stdio server's stdout that are no message. */
  readonly strayLines: readonly string[];
  /** How the command ended, if it did so by itself. */
  readonly exit?: Exit;
}
