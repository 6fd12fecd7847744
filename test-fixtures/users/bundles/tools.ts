/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { userMachine, type UserMachine } from '../machine.ts';

/** Versions of SDK v1, spread over what is supported; the newest is there anyway. */
export const OLD = ['1.8.0', '1.12.0', '1.17.0', '1.20.0', '1.25.0'];

/** Bundlers and other runtimes, and older SDKs under names of their own. */
const TOOLS = {
  '@rollup/plugin-commonjs': '29.0.3',
  '@rollup/plugin-json': '6.1.0',
  '@rollup/plugin-node-resolve': '16.0.3',
  '@rspack/core': '2.3.3',
  '@swc/core': '1.16.22',
  '@vercel/ncc': '0.45.0',
  bun: '1.4.5',
  deno: '2.9.6',
  esbuild: '0.28.2',
  miniflare: '4.20260730.0',
  rollup: '4.68.8',
  'swc-loader': '0.2.6',
  webpack: '5.112.2',
  ...Object.fromEntries(
    OLD.map(version => [
      `sdk-${version}`,
      `npm:@modelcontextprotocol/sdk@${version}`,
    ])
  ),
};

/** One machine for all tests that need any of them. */
export function machineWithTools(): Promise<UserMachine> {
  return userMachine('24', TOOLS);
}
