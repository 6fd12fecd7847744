/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { compileFunction } from 'node:vm';
import {
  HANDLER,
  RECEIVER,
  withAnchors,
} from '../../src/loading/source-anchors.ts';
import { parses } from '../support/sources.ts';

/** What `createMcpHandler` returns, as bundlers write it. */
const LITERALS = [
  `{ fetch: a, notify: b, bus, close: /* @__PURE__ */ g(async () => {}) }`,
  `{fetch:g(async(a,b)=>{if(c)throw new Error("CLOSED")}),notify:c,bus:c,close:g(async()=>{})}`,
  `{ fetch: a, notify: b, bus, close: async () => {} }`,
  `{fetch:async(a,b)=>{if(c)throw Error('CLOSED');return a},notify:c,bus:c,close:async()=>{}}`,
  `{\n\tfetch: async (a, b) => {\n\t\tif (c) throw new Error("CLOSED");\n\t}, notify: 1 }`,
];
const PLACES: [before: string, after: string][] = [
  ['const f = () => { const c = 0; /* CLOSED */ return ', '; }'],
  ['const c = 1, f = g => (1, ', ')'],
  ['((', '))'],
  ['g([,', '])'],
  ['return\n', ''],
  ['"', '"'],
  ['`', '`'],
  ['/*', '*/'],
  ['/[', ']/'],
  ['{', '}'],
  ['if (1) ', ''],
  ['label:', ''],
  ['[,', '] = [1]'],
  ['function f(a, ', ') {}'],
];

describe('the literal of a handler', () => {
  const sources = LITERALS.flatMap(literal =>
    PLACES.map(([before, after]) =>
      [`'CLOSED';`, before, literal, after]
        .join('')
        .replaceAll('CLOSED', 'This MCP handler has been closed')
    )
  );

  it('is assigned where it is an expression, and breaks nothing elsewhere', () => {
    let assigned = 0;
    for (const source of sources) {
      const anchored = withAnchors(source);
      assigned += anchored === undefined ? 0 : 1;
      if (anchored !== undefined && parses(source)) {
        assert.ok(parses(anchored), anchored);
      }
    }
    assert.ok(assigned >= 20, String(assigned));
  });

  it('stays what is returned', () => {
    const source = `${sources[2 * PLACES.length] ?? ''}\nreturn f;`;
    const run = compileFunction(withAnchors(source) ?? '', ['a', 'b', 'bus']);
    const make = Reflect.apply(run, undefined, []) as () => object;
    assert.deepEqual(Object.keys(make()), ['fetch', 'notify', 'bus', 'close']);
    let handed: unknown;
    const receiver = Object.defineProperty({}, HANDLER, {
      set: (value: unknown) => {
        handed = value;
      },
    });
    Reflect.set(globalThis, RECEIVER, receiver);
    try {
      assert.equal(make(), handed);
    } finally {
      Reflect.deleteProperty(globalThis, RECEIVER);
    }
  });
});
