/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

module.exports = {
  'fail-zero': true,
  'forbid-only': true,
  // An absolute path, for mocha is also started in the folders of packages.
  require: [require.resolve('./scripts/lib/before-mocha.mjs')],
  timeout: 20_000,
};
