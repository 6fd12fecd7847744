/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { assertSpanTree } from 'opentelemetry-mcp-test-utils';
import { roundTripTree, untracedTree } from '../support/expectations.ts';
import {
  copySdk,
  temporaryFolder,
} from '../../../../test-fixtures/support/package-copies.ts';
import { runApp } from '../support/programs.ts';

const COPIES = ['v1-esm', 'v1-cjs', 'v2-esm', 'v2-cjs'];
const WITH_LOADER = ['filtered-loader.mjs', 'telemetry.mjs'];

describe('instrumentations that come late, go and come back', () => {
  for (const copy of COPIES) {
    it(`take over from each other: ${copy}`, async () => {
      const preload = [...WITH_LOADER, 'construct.mjs'];
      const { spans, unended } = await runApp('switched.mjs', preload, [copy]);
      assertSpanTree(spans, [
        roundTripTree('both'),
        roundTripTree('second'),
        untracedTree('none'),
        roundTripTree('again'),
      ]);
      assert.equal(unended, 0);
    });

    it(`patch what was loaded while they were off: ${copy}`, async () => {
      const preload = [...WITH_LOADER, 'disabled.mjs'];
      const { spans } = await runApp('enabled-later.mjs', preload, [copy]);
      assertSpanTree(spans, [untracedTree('off'), roundTripTree('on')]);
    });

    it(`patch what was loaded before them, with a loader: ${copy}`, async () => {
      const { spans } = await runApp('late.mjs', WITH_LOADER, [copy]);
      assertSpanTree(spans, roundTripTree(copy));
    });

    it(`patch by instrument() what they cannot reach: ${copy}`, async () => {
      const { spans, diagnostics } = await runApp(
        'late.mjs',
        ['telemetry.mjs'],
        [copy, 'instrument']
      );
      assertSpanTree(spans, roundTripTree(copy));
      assert.deepEqual(diagnostics, []);
    });
  }

  for (const copy of ['v1-cjs', 'v2-cjs']) {
    it(`find what is in the cache of require(), without loader: ${copy}`, async () => {
      const { spans } = await runApp('late.mjs', ['telemetry.mjs'], [copy]);
      assertSpanTree(spans, roundTripTree(copy));
    });
  }
});

describe('several copies of the package of SDK v1 in one process', () => {
  it('are all traced', async () => {
    const folder = temporaryFolder();
    try {
      const copies = ['one', 'two'].map(name => copySdk(folder, name));
      const register = 'opentelemetry-instrumentation-mcp/register';
      const preload = ['telemetry.mjs', register];
      const { spans } = await runApp('package-copies.mjs', preload, copies);
      assertSpanTree(spans, ['copy-0', 'copy-1'].map(roundTripTree));
    } finally {
      folder.remove();
    }
  });
});
