/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** @typedef {import('opentelemetry-mcp-test-utils').MetricRecord} MetricRecord */

const DURATION = 'mcp.server.operation.duration';

/**
 * Rate, errors and duration of each tool, from the server's metric: every call is
 * counted, whether it is traced or not.
 *
 * @param {readonly MetricRecord[]} metrics
 */
export function toolRates(metrics) {
  /** @type {Map<string, { calls: number, errors: number, seconds: number }>} */
  const tools = new Map();
  for (const metric of metrics) {
    if (metric.name !== DURATION || metric.type !== 'histogram') continue;
    for (const { attributes, count, sum = 0 } of metric.points) {
      const tool = attributes['gen_ai.tool.name'];
      if (typeof tool !== 'string') continue;
      const sums = tools.get(tool) ?? { calls: 0, errors: 0, seconds: 0 };
      const failed = attributes['error.type'] === undefined ? 0 : count;
      tools.set(tool, {
        calls: sums.calls + count,
        errors: sums.errors + failed,
        seconds: sums.seconds + sum,
      });
    }
  }
  return [...tools].map(([tool, { calls, errors, seconds }]) => {
    const mean = ((seconds / calls) * 1000).toFixed(1);
    return {
      calls,
      text: `${tool}: ${calls} calls, ${errors} failed, ${mean} ms on average`,
    };
  });
}
