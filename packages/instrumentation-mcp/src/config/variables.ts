/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What the names of all our environment variables begin with. */
export const PREFIX = 'OTEL_INSTRUMENTATION_MCP_';

/** The operator's switch. It is no option: `enabled` of the code stands below it. */
export const ENABLED = `${PREFIX}ENABLED`;

/**
 * Says that a client of ours has spawned this process below the trace context in
 * its variables: a `TRACEPARENT` alone may come from anywhere (a CI job, a shell).
 */
export const SPAWNED = `${PREFIX}SPAWNED`;

/** Whether copies of the SDK are sought in bundles. No option: it holds before any code runs. */
export const BUNDLED = `${PREFIX}BUNDLED`;
