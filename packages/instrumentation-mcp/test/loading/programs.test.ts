/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import {
  assertSpanTree,
  type ExpectedSpan,
} from 'opentelemetry-mcp-test-utils';
import { roundTripTree, untracedTree } from '../support/expectations.ts';
import { runApp } from '../support/programs.ts';

const REGISTER = 'opentelemetry-instrumentation-mcp/register';
const TELEMETRY = 'telemetry.mjs';

const APPS = {
  'v1.mjs': 'v1-esm',
  'v1.cjs': 'v1-cjs',
  'v2.mjs': 'v2-esm',
  'v2.cjs': 'v2-cjs',
};

async function assertTraced(
  app: string,
  preload: readonly string[],
  expected: readonly ExpectedSpan[]
): Promise<void> {
  const { spans, unended, diagnostics } = await runApp(app, preload);
  assertSpanTree(spans, expected);
  assert.deepEqual({ unended, diagnostics }, { unended: 0, diagnostics: [] });
}

describe('a program with one copy of the SDK', () => {
  const setUps: Record<string, [preload: string[], reached: RegExp]> = {
    register: [[TELEMETRY, REGISTER], /./],
    'a loader': [['loader.mjs', TELEMETRY, 'construct.mjs'], /./],
    'no loader': [[TELEMETRY, 'construct.mjs'], /cjs$/],
  };

  for (const [setUp, [preload, reached]] of Object.entries(setUps)) {
    for (const [app, name] of Object.entries(APPS)) {
      const traced = reached.test(app);
      it(`${app}, with ${setUp}: ${traced ? '' : 'not '}traced`, () =>
        assertTraced(app, preload, [
          traced ? roundTripTree(name) : untracedTree(name),
        ]));
    }
  }
});

describe('a program with four copies of the SDK', () => {
  const names = Object.values(APPS);

  for (const [setUp, preload] of Object.entries({
    'register as --import': [TELEMETRY, REGISTER],
    'register before the OpenTelemetry SDK': [REGISTER, TELEMETRY],
    'register as --require': [`require:${REGISTER}`, TELEMETRY],
    'register as --require and as --import': [
      `require:${REGISTER}`,
      TELEMETRY,
      REGISTER,
    ],
    'an instrumentation in CommonJS': [
      'filtered-loader.mjs',
      TELEMETRY,
      'construct.cjs',
    ],
    'an instrumentation as ES module and as CommonJS, and register': [
      'filtered-loader.mjs',
      TELEMETRY,
      'both-formats.mjs',
      REGISTER,
    ],
    'an instrumentation that is registered twice': [
      'filtered-loader.mjs',
      TELEMETRY,
      'registered-twice.mjs',
    ],
  })) {
    it(`is traced, each message once: ${setUp}`, () =>
      assertTraced('all.mjs', preload, names.map(roundTripTree)));
  }

  it('is traced as CommonJS only, without loader', () =>
    assertTraced(
      'all.mjs',
      [TELEMETRY, 'construct.mjs'],
      names.map(name =>
        name.endsWith('cjs') ? roundTripTree(name) : untracedTree(name)
      )
    ));
});
