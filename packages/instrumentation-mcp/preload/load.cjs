/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

'use strict';

/*
 * With `--require` in NODE_OPTIONS this is loaded by every Node that a server may
 * run on. A preload that fails keeps the server from starting, so this folder has
 * nothing newer than Node 4, and its files load in each.
 */

/** @param {() => void} load loads what needs a supported Node */
module.exports = function attempt(load) {
  if (!isSupported(process.versions.node)) {
    return;
  }
  try {
    load();
  } catch (error) {
    tell(error);
  }
};

/** From 20.19 on, as in package.json. */
function isSupported(version) {
  const parts = version.split('.').map(Number);
  return parts[0] > 20 || (parts[0] === 20 && parts[1] >= 19);
}

/** Not through `process.stderr`: creating it changes the descriptor. */
function tell(error) {
  try {
    const text = error instanceof Error ? error.message : String(error);
    require('fs').writeSync(
      2,
      'opentelemetry-instrumentation-mcp cannot be loaded, MCP is not traced: ' +
        text.split('\n')[0] +
        '\n'
    );
  } catch (failure) {
    // A closed stderr; a `catch` without a name is no syntax of old.
    void failure;
  }
}
