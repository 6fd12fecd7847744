/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { KnownNames } from '../../src/telemetry/known-names.ts';
import { hostileText } from './support/hostile-text.ts';

const TEXTS = 100_000;
/** A connection that they are of. */
const owner = {};

describe('known names', () => {
  it(`are not those of ${TEXTS} calls that failed`, () => {
    const names = new KnownNames();
    names.learn(owner, 'tools/list', { tools: [{ name: 'echo' }] });
    const series = new Set<string>();
    for (let index = 0; index < TEXTS; index++) {
      const text = hostileText(index);
      const values = [
        'mcp.method.name',
        'gen_ai.tool.name',
        'gen_ai.prompt.name',
        'mcp.protocol.version',
      ].map(key => names.bounded(owner, key, text));
      series.add(JSON.stringify(values));
    }
    assert.equal(series.size, 1);
    assert.equal(names.bounded(owner, 'gen_ai.tool.name', 'echo'), 'echo');
  });

  it(`are few of ${TEXTS} that a list or a success proves`, () => {
    const names = new KnownNames();
    const proven = new Set<unknown>();
    for (let index = 0; index < TEXTS; index++) {
      const text = `tool-${index}`;
      names.learn(owner, 'tools/list', { tools: [{ name: text }] });
      names.prove(owner, { 'gen_ai.tool.name': text, 'mcp.method.name': text });
      const method = names.bounded(owner, 'mcp.method.name', text);
      assert.ok(index < 100 || method === '_OTHER');
    }
    for (let index = 0; index < TEXTS; index++) {
      proven.add(names.bounded(owner, 'gen_ai.tool.name', `tool-${index}`));
    }
    // and what stands for the rest
    assert.equal(proven.size, 1_000 + 1);
    assert.equal(names.bounded({}, 'gen_ai.tool.name', 'tool-1'), '_OTHER');
  });

  it(`are few of ${TEXTS} error codes, and none that is no number`, () => {
    const names = new KnownNames();
    const codes = new Set<string>();
    for (let index = 0; index < TEXTS; index++) {
      codes.add(names.errorCode(String(-index)));
      codes.add(names.errorCode(hostileText(index)));
    }
    // those of the specifications, any fifty others, and what stands for the rest
    assert.equal(codes.size, 13 + 50 + 1);
    assert.equal(names.errorCode('NaN'), '_OTHER');
    assert.equal(names.errorCode('1e21'), '_OTHER');
  });
});
