/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

const { sep } = require('node:path');
const { value } = require('./data.json');

module.exports = [typeof sep, value, require('./second.cjs')];
