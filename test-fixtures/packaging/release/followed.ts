/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { QuickStart } from './quick-starts.ts';

export const TRACED: readonly QuickStart[] = [
  {
    document: 'README.md',
    heading: 'You have no OpenTelemetry set-up yet',
    programs: ['app.js'],
  },
  {
    document: 'README.md',
    heading: 'You have one already',
    programs: ['app.js', 'tracing.mjs'],
    dependencies: {
      '@opentelemetry/api': '*',
      '@opentelemetry/sdk-node': '*',
    },
  },
  {
    document: 'README.md',
    heading: 'You set it up in code',
    programs: ['app.js'],
  },
];

/** The package managers of others, on the Node that the workspace pins. */
export const MANAGED: readonly QuickStart[] = [
  { heading: 'pnpm', manager: 'pnpm' },
  { heading: "Yarn with Plug'n'Play", manager: 'yarn' },
  {
    heading: 'tsx',
    dependencies: {
      '@opentelemetry/auto-instrumentations-node': '*',
      'opentelemetry-instrumentation-mcp': '*',
      tsx: '4.23.15',
    },
  },
].map(start => ({
  ...start,
  document: 'docs/recipes/packages.md',
  programs: ['app.js'],
}));

export interface Printing extends QuickStart {
  readonly prints: RegExp;
  /** Whether its exit code says that something is wrong. */
  readonly fails?: true;
}

export const PRINTED: readonly Printing[] = [
  {
    document: 'packages/mcp-test-utils/README.md',
    heading: 'Quick start',
    programs: [],
    prints: /the trace is as expected/,
  },
  {
    document: 'packages/propagator-mcp/README.md',
    heading: 'Quick start',
    programs: [],
    prints: /0af7651916cd43dd8448eb211c80319c\n$/,
  },
  {
    document: 'packages/mcp-doctor/README.md',
    heading: 'Quick start',
    programs: ['server.js'],
    prints: /NOT_LOADED/,
    fails: true,
  },
];

/** An example that stands alone, copied out of the repository. */
export const COPIED: Printing = {
  document: 'examples/node-sdk/README.md',
  heading: 'On its own',
  programs: [],
  copied: 'examples/node-sdk',
  prints: /^3$/m,
};
