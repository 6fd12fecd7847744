/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Preload before `./auto`: its peer is another, or with `FAIL=missing` none.
const Module = require('node:module');

const PEER = '@opentelemetry/auto-instrumentations-node/register';
const original = Module._resolveFilename;
Module._resolveFilename = function resolve(request, ...rest) {
  if (request !== PEER) {
    return Reflect.apply(original, this, [request, ...rest]);
  }
  if (process.env.FAIL === 'missing') {
    throw new Error('not found');
  }
  return require.resolve('./broken-peer.cjs');
};
