/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { checkMcpConventions } from 'opentelemetry-mcp-test-utils';
import type { Evidence } from '../run/evidence.ts';
import type { Finding } from './finding.ts';

/** Spans of MCP that other instrumentations, or the application, make in their own way. */
export function checkConventions({ received }: Evidence): Finding[] {
  const violations = checkMcpConventions(received, [], { optIn: true });
  const texts = violations.map(
    ({ message, span }) => `${span?.scope.name ?? ''}: ${message}`
  );
  return texts.length === 0
    ? []
    : [
        {
          code: 'NOT_BY_CONVENTIONS',
          severity: 'warn',
          problem: `Spans of MCP depart from the semantic conventions: ${[...new Set(texts)].join('; ')}.`,
          remedy:
            'Let one instrumentation alone trace MCP; what the application adds needs names of its own.',
        },
      ];
}
