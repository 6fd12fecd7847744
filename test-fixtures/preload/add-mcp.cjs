/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// As add-mcp.mjs, in CommonJS, where no loader is needed.
const { registerInstrumentations } = require('@opentelemetry/instrumentation');
const { McpInstrumentation } = require('opentelemetry-instrumentation-mcp');

registerInstrumentations({ instrumentations: [new McpInstrumentation()] });
