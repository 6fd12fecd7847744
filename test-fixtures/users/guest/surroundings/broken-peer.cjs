/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Preload that stands for the peer of `./auto`: `FAIL` says how it fails.
const { FAIL } = process.env;
if (FAIL === 'throws') {
  throw new Error('the peer is broken\nin two lines');
}
if (FAIL === 'throws what has no text') {
  throw Object.create(null);
}
if (FAIL === 'rejects') {
  void Promise.reject(new Error('rejected'));
}
if (FAIL === 'rejects later') {
  void (async () => {
    await new Promise(resolve => setTimeout(resolve, 10));
    throw new Error('rejected');
  })();
}
