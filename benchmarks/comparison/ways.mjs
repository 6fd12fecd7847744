/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';

const installed = createRequire(
  new URL('../../.cache/comparison/anchor.cjs', import.meta.url)
);
/** One of them is for `import` alone: it has to be named by a file in that folder. */
const { load } = await import('../../.cache/comparison/load.mjs');
const nothing = { client: () => undefined, server: () => undefined };

/** The hook of the copy of `@opentelemetry/instrumentation` that a package uses. */
function registerHook(name) {
  const own = createRequire(installed.resolve(name));
  const base = own.resolve('@opentelemetry/instrumentation');
  register('@opentelemetry/instrumentation/hook.mjs', pathToFileURL(base).href);
}

/**
 * Ways to trace MCP. `setUp` runs before the MCP SDK is loaded; what it returns is
 * called with each client and each server, and with modules of the SDK.
 */
export const WAYS = {
  none: {
    title: 'OpenTelemetry alone',
    takes: '–',
    setUp: async () => nothing,
  },
  ours: {
    title: 'opentelemetry-instrumentation-mcp',
    takes: 'a flag',
    async setUp() {
      await import('opentelemetry-instrumentation-mcp/register');
      return nothing;
    },
  },
  'mcp-opentelemetry': {
    title: 'mcp-opentelemetry 0.2.0',
    takes: 'a call for each client and server',
    async setUp() {
      const { instrumentClient, instrumentServer } =
        await load('mcp-opentelemetry');
      return { client: instrumentClient, server: instrumentServer };
    },
  },
  'traceloop-auto': {
    title: '@traceloop/instrumentation-mcp 0.27.0, registered',
    takes: 'an instrumentation',
    async setUp() {
      registerHook('@traceloop/instrumentation-mcp');
      const { McpInstrumentation } = await load(
        '@traceloop/instrumentation-mcp'
      );
      new McpInstrumentation();
      return nothing;
    },
  },
  traceloop: {
    title: '@traceloop/instrumentation-mcp 0.27.0, by hand',
    takes: 'a call with the classes of the SDK',
    async setUp() {
      const { McpInstrumentation } = await load(
        '@traceloop/instrumentation-mcp'
      );
      const instrumentation = new McpInstrumentation();
      return {
        ...nothing,
        modules: modules => instrumentation.manuallyInstrument(modules),
      };
    },
  },
  openinference: {
    title: '@arizeai/openinference-instrumentation-mcp 0.2.33, by hand',
    takes: 'a call with the modules of the transports',
    async setUp() {
      const { MCPInstrumentation } = await load(
        '@arizeai/openinference-instrumentation-mcp'
      );
      const instrumentation = new MCPInstrumentation();
      return {
        ...nothing,
        modules: ({ clientStdio, serverStdio }) =>
          instrumentation.manuallyInstrument({
            ...(clientStdio ? { clientStdioModule: clientStdio } : {}),
            ...(serverStdio ? { serverStdioModule: serverStdio } : {}),
          }),
      };
    },
  },
};
