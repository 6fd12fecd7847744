/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

'use strict';

require('./load.cjs')(function () {
  require('../dist/register.cjs');
});
