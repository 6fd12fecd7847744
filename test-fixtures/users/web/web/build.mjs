/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// As builds for pages and for Cloudflare's workers do it. What needs Node.js is no
// part of either: esbuild would refuse it. Prints the files of the instrumentation.
import { build } from 'esbuild';
import { writeFileSync } from 'node:fs';

const shared = { bundle: true, minify: true, metafile: true };
const results = [
  await build({
    ...shared,
    entryPoints: ['page.mjs'],
    outfile: 'out/page.js',
    platform: 'browser',
    format: 'iife',
  }),
  await build({
    ...shared,
    entryPoints: ['worker.mjs'],
    outfile: 'out/worker.mjs',
    platform: 'neutral',
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    mainFields: ['browser', 'module', 'main'],
  }),
];
writeFileSync('out/index.html', '<body></body><script src="page.js"></script>');
const files = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
console.log(
  JSON.stringify(files.filter(file => file.includes('instrumentation-mcp/')))
);
