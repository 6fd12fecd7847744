/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import '../start-node-sdk.mjs';
import './server.mjs';
