/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import 'opentelemetry-instrumentation-mcp/hooks';
import { startNodeSDK } from '@opentelemetry/sdk-node';
import { McpInstrumentation } from 'opentelemetry-instrumentation-mcp';

const sdk = startNodeSDK({ instrumentations: [new McpInstrumentation()] });
process.once('beforeExit', () => sdk.shutdown());
