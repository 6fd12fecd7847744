/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * Which folder of the sources may know which: data flows one way, and nothing
 * goes round in a circle, types included.
 */

const SOURCES = '^packages/instrumentation-mcp/src';

/** What each folder may import beside itself, and beside the files of the root. */
const KNOWS = {
  model: [],
  config: ['model'],
  telemetry: ['config', 'model'],
  exchange: ['telemetry', 'config', 'model'],
  // Through the exchange, never past it.
  protocol: ['exchange', 'process', 'config', 'model'],
  process: ['config', 'model'],
};

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...Object.entries(KNOWS).map(([folder, others]) => ({
      name: `${folder}-knows-too-much`,
      severity: 'error',
      from: { path: `${SOURCES}/${folder}/` },
      to: {
        path: `${SOURCES}/[^/]+/`,
        pathNot: [folder, ...others].map(known => `${SOURCES}/${known}/`),
      },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules|/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
  },
};
