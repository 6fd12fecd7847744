/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Runs the worker in workerd, and prints what it answers.
import { Miniflare } from 'miniflare';

const miniflare = new Miniflare({
  modules: true,
  scriptPath: 'out/worker.mjs',
  compatibilityDate: '2026-07-01',
});
try {
  const response = await miniflare.dispatchFetch('http://worker.test/');
  console.log(await response.text());
} finally {
  await miniflare.dispose();
}
