/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A distribution of OpenTelemetry: it says on stdout that it is there, through a
// logger of its own, and has a diag logger that writes there as well.
const { diag, DiagLogLevel } = require('@opentelemetry/api');

const { stdout } = process;
const log = message => stdout.write(`${JSON.stringify({ acme: message })}\n`);
log('preamble');
diag.setLogger(
  { error: log, warn: log, info: log, debug: log, verbose: log },
  DiagLogLevel.ALL
);
