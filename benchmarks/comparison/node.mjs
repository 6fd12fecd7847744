/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PINNED_NODE } from '../../scripts/lib/run.mjs';

const file = name => fileURLToPath(new URL(name, import.meta.url));

/** Runs the client, which starts the server, to its end. */
export async function runNode(line, way, endpoint) {
  const args = [
    ...['--no-deprecation', '--import', file('set-up.mjs')],
    file('programs/client.mjs'),
  ];
  await promisify(execFile)(PINNED_NODE, args, {
    timeout: 60_000,
    env: {
      ...process.env,
      LINE: line,
      WAY: way,
      SERVICE: 'client',
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    },
  });
}
