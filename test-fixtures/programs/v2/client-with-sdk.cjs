/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

require('../start-node-sdk.cjs');
require('./client.cjs');
