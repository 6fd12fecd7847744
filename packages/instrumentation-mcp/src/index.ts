/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

export { McpInstrumentation } from './instrumentation.ts';
export {
  McpLogRecordProcessor,
  type ReadableMcpLogRecord,
} from './log-record-processor.ts';
export type * from './types.ts';
