/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// MCP added to a set-up that exists already. ES modules are reported to it by
// the loader which OpenTelemetry offers.
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { register } from 'node:module';
import { McpInstrumentation } from 'opentelemetry-instrumentation-mcp';

register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);
registerInstrumentations({ instrumentations: [new McpInstrumentation()] });
