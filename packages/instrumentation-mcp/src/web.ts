/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * For edge workers and browsers: without Node.js, without hooks. The build puts the
 * files of `web/` in place of those that need Node.js.
 */

export { McpInstrumentation } from './web/instrumentation.ts';
export { McpLogRecordProcessor } from './log-record-processor.ts';
export type { ReadableMcpLogRecord } from './log-record-processor.ts';
export type * from './types.ts';
