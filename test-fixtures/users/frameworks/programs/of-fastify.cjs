/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The instrumentation that Fastify publishes itself, where it is installed. */
exports.ofFastify = () => {
  try {
    const { FastifyOtelInstrumentation } = require('@fastify/otel');
    return [new FastifyOtelInstrumentation({ registerOnInitialization: true })];
  } catch {
    return [];
  }
};
