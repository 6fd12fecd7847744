/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Preload: sets a logger through another version of the API, found beside the
// program, before anything else registers.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const program = createRequire(join(process.argv[1], '..', 'anchor.cjs'));
const { diag } = program('@opentelemetry/api');
const ignore = () => undefined;
diag.setLogger({
  error: ignore,
  warn: ignore,
  info: ignore,
  debug: ignore,
  verbose: ignore,
});
