/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { PACKAGES, ROOT } from './packages.mjs';
import { PINNED_NODE } from './run.mjs';

/**
 * The steps of `npm test` in their order: the commands of each, as arguments
 * in the repository's root. Functions, for the environment decides late.
 *
 * @type {Record<string, () => [command: string, ...args: string[]][]>}
 */
export const STEPS = {
  typecheck: () =>
    [...PACKAGES, ROOT].map(folder => ['tsc', '--project', folder]),
  lint: () => [
    ['eslint', '.'],
    ['prettier', '--check', '--log-level', 'warn', '.'],
    [
      'depcruise',
      ...['--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
      ...PACKAGES.map(folder => `${folder}/src`),
    ],
    [PINNED_NODE, 'scripts/check-peer-api.mjs'],
  ],
  unit: () => [
    mocha(['packages/*/test/**/*.test.ts'], process.env.MCP_TEST_NODE),
  ],
  packaging: () => [
    mocha(['--timeout', '300000', 'test-fixtures/packaging/**/*.test.ts']),
  ],
  e2e: () => [
    mocha([
      '--timeout',
      '120000',
      'test-fixtures/{cost,docs,e2e,failures,users}/**/*.test.ts',
    ]),
  ],
  examples: () => [
    mocha(['--timeout', '120000', '{examples,deploy}/**/*.test.ts']),
  ],
};

/**
 * Steps that run at the same time, side by side; those of one lane one after the
 * other. They mostly wait for programs, so that two take little longer than one.
 */
export const LANES = [
  ['typecheck', 'lint', 'e2e'],
  ['unit', 'packaging', 'examples'],
];

/**
 * @param {string[]} args
 * @param {string} [node] executable; default: the pinned Node
 * @returns {[command: string, ...args: string[]]}
 */
function mocha(args, node = PINNED_NODE) {
  return [
    node,
    ...(node === PINNED_NODE
      ? []
      : ['--import', './scripts/lib/strip-types.mjs']),
    'node_modules/mocha/bin/mocha.js',
    '--reporter',
    './scripts/lib/totals-reporter.mjs',
    ...args,
  ];
}
