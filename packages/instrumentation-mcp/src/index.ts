/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

export { McpInstrumentation } from './instrumentation.ts';
export type {
  InboundPolicy,
  McpContentPlace,
  McpIgnoreRule,
  McpInstrumentationConfig,
  McpMessageInfo,
  McpPeerInfo,
  McpSide,
} from './types.ts';
