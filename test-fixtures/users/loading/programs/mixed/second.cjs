/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// An ES module that is required, in a module that is imported.
const { name } = require('./last.mjs');

exports.name = name;
