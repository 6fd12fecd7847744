/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

const CHROMIUM = '/usr/bin/chromium';

/**
 * A published program that has the SDK in a bundle of its own.
 *
 * @typedef {object} Product
 * @property {string} name of the package
 * @property {string} version
 * @property {string} what is called, for the table
 * @property {string[]} command a program of test-fixtures/products, and its arguments; paths of
 *   the product begin with `node_modules/`
 * @property {string} tool
 * @property {string} [needs] a file without which it cannot run
 */

/** @type {Product[]} */
export const PRODUCTS = [
  {
    name: '@playwright/mcp',
    version: '0.0.83',
    what: 'a tool of its stdio server, with a real Chromium',
    command: [
      ...['call-stdio.mjs', 'browser_navigate'],
      JSON.stringify({ url: 'data:text/html,<title>hello</title>' }),
      ...['node_modules/@playwright/mcp/cli.js', '--headless', '--isolated'],
      ...['--no-sandbox', '--executable-path', CHROMIUM],
    ],
    tool: 'browser_navigate',
    needs: CHROMIUM,
  },
  {
    name: 'chrome-devtools-mcp',
    version: '1.11.0',
    what: 'a tool of its stdio server, with a real Chromium',
    command: [
      ...['call-stdio.mjs', 'list_pages', '{}'],
      'node_modules/chrome-devtools-mcp/build/src/bin/chrome-devtools-mcp.js',
      ...['--headless', '--isolated', '--chromeArg=--no-sandbox'],
      ...['--no-usage-statistics', '--executablePath', CHROMIUM],
    ],
    tool: 'list_pages',
    needs: CHROMIUM,
  },
  {
    name: 'mcp-remote',
    version: '0.15.1',
    what: 'a tool of an HTTP server behind it',
    command: [
      'call-through-remote.mjs',
      'node_modules/mcp-remote/dist/proxy.js',
    ],
    tool: 'echo',
  },
  {
    name: '@anthropic-ai/claude-agent-sdk',
    version: '0.3.332',
    what: 'a tool of `createSdkMcpServer()`, in the process of its client',
    command: ['claude-agent-sdk.mjs'],
    tool: 'echo',
  },
  {
    name: 'mcp-use',
    version: '2.5.2',
    what: 'a tool of its `MCPServer` over HTTP, in the process of its client',
    command: ['mcp-use.mjs'],
    tool: 'echo',
  },
];
