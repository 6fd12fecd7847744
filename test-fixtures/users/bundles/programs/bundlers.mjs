/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// The bundlers of the ecosystem, with the options that programs for Node use.
import commonjs from '@rollup/plugin-commonjs';
import json from '@rollup/plugin-json';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { transform } from '@swc/core';
import ncc from '@vercel/ncc';
import { rspack } from '@rspack/core';
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { rollup } from 'rollup';
import webpack from 'webpack';

const require = createRequire(import.meta.url);

/** ES modules find a `require` for what was CommonJS. */
const BANNER =
  "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/**
 * @typedef {object} Form
 * @property {'esm' | 'cjs'} format
 * @property {boolean} minify
 * @property {boolean} development
 * @property {string} target such as `es2022`
 * @property {string} [sdk] a version of SDK v1
 */

/** @type {Record<string, (entry: string, file: string, form: Form) => Promise<void>>} */
export const bundlers = {
  async esbuild(entry, file, { format, minify, target, sdk }) {
    const banner = format === 'esm' ? { js: BANNER } : {};
    const alias = sdk && { '@modelcontextprotocol/sdk': `sdk-${sdk}` };
    await build({
      ...{ entryPoints: [entry], outfile: file, bundle: true, alias },
      ...{
        platform: 'node',
        logLevel: 'error',
        format,
        minify,
        target,
        banner,
      },
    });
  },

  async rollup(entry, file, form) {
    const bundle = await rollup({
      input: entry,
      external: /^node:/,
      plugins: [
        nodeResolve({ preferBuiltins: true, exportConditions: ['node'] }),
        commonjs(),
        json(),
      ],
      onwarn() {},
    });
    const { output } = await bundle.generate({
      format: form.format,
      inlineDynamicImports: true,
    });
    const code =
      form.minify || form.target !== 'es2022'
        ? await withSwc(output[0].code, form)
        : output[0].code;
    writeFileSync(file, code);
    await bundle.close();
  },

  webpack: (entry, file, form) => packed(webpack, entry, file, form),
  rspack: (entry, file, form) => packed(rspack, entry, file, form),

  /** Goes by the type of the package that the entry is in. */
  async ncc(entry, file, { format, minify, target }) {
    const { code } = await ncc(entry, {
      ...{ minify, target, quiet: true, esm: format === 'esm', cache: false },
    });
    writeFileSync(file, code);
  },

  async bun(entry, file, { format, minify }) {
    const manifest = require.resolve('bun/package.json');
    execFileSync(
      join(dirname(manifest), 'bin', 'bun.exe'),
      [
        ...['build', entry, '--outfile', file, '--target=node'],
        ...[`--format=${format}`, ...(minify ? ['--minify'] : [])],
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] }
    );
  },
};

async function withSwc(source, { format, minify, target }) {
  const { code } = await transform(source, {
    isModule: format === 'esm',
    minify,
    jsc: {
      target,
      parser: { syntax: 'ecmascript' },
      minify: minify ? { compress: true, mangle: true } : undefined,
    },
  });
  return code;
}

/** webpack and Rspack share their options. */
function packed(compile, entry, file, form) {
  const { format, minify, development, target } = form;
  const isModule = format === 'esm';
  const options = {
    mode: minify ? 'production' : development ? 'development' : 'none',
    devtool: development ? 'eval' : false,
    target: 'node20',
    entry,
    output: {
      path: dirname(file),
      filename: basename(file),
      module: isModule,
      library: { type: isModule ? 'module' : 'commonjs2' },
      chunkFormat: isModule ? 'module' : 'commonjs',
    },
    experiments: { outputModule: isModule },
    module: { rules: target === 'es2022' ? [] : [lowered(compile, target)] },
  };
  return new Promise((resolve, reject) => {
    compile(options, (error, stats) => {
      if (error || stats.hasErrors()) {
        reject(error ?? new Error(stats.toString('errors-only')));
      } else {
        resolve();
      }
    });
  });
}

function lowered(compile, target) {
  const options = {
    jsc: { target, parser: { syntax: 'ecmascript' } },
    isModule: 'unknown',
  };
  const loader = compile === rspack ? 'builtin:swc-loader' : 'swc-loader';
  return {
    test: /\.[cm]?js$/,
    type: 'javascript/auto',
    use: { loader, options },
  };
}
