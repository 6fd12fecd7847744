/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * What a tool may know of a process that this package is loaded in. The values
 * stay as they are in all versions: a tool may be older, or newer, than what it
 * looks at.
 */

/** On `globalThis` where a flag loads the instrumentation: `register` or `auto`. */
export const REGISTERED = Symbol.for(
  'opentelemetry-instrumentation-mcp.registered'
);

/** On `globalThis` once console output of OpenTelemetry is kept off stdout. */
export const STDOUT_GUARDED = Symbol.for(
  'opentelemetry-instrumentation-mcp.stdout-guard'
);

/** On each prototype of the MCP SDK that is patched, as its own property. */
export const PATCHED = Symbol.for('opentelemetry-instrumentation-mcp.claim');

/** The packages of the MCP SDK that are hooked, with semver ranges of versions. */
export const SUPPORTED_SDKS = {
  /** Streamable HTTP came with 1.10, CommonJS with 1.2; older ones are not tested. */
  '@modelcontextprotocol/sdk': '>=1.8.0 <2',
  '@modelcontextprotocol/client': '>=2.0.0-0 <3',
  '@modelcontextprotocol/server': '>=2.0.0-0 <3',
} as const;
