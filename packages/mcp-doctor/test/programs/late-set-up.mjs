/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { McpInstrumentation } from 'opentelemetry-instrumentation-mcp';
import { startSdk } from './start-sdk.mjs';

startSdk();
new McpInstrumentation();
