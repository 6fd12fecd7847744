/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Preload: the instrumentation of http, which sees what is required only.
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';

new HttpInstrumentation();
