/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Preload: the instrumentation, without a loader of its own.
import { McpInstrumentation } from 'opentelemetry-instrumentation-mcp';

new McpInstrumentation();
