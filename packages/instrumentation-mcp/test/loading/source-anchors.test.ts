/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { buildSync, type BuildOptions } from 'esbuild';
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import { PATCH_TABLE } from '../../src/protocol/patches/patch-table.ts';
import { prototypesOf } from '../../src/protocol/prototypes.ts';
import {
  HANDLER,
  mayHoldSdk,
  RECEIVER,
  withAnchors,
} from '../../src/loading/source-anchors.ts';
import { parses } from '../support/sources.ts';

const INSERTED = `static{globalThis?.${RECEIVER}?.(this)}`;
const ASSIGNED = `(globalThis?.${RECEIVER}??{}).${HANDLER}=`;
const SOURCES: Record<string, string> = {
  v1: `
    export * from '@modelcontextprotocol/sdk/client/index.js';
    export * from '@modelcontextprotocol/sdk/client/stdio.js';
    export * from '@modelcontextprotocol/sdk/client/streamableHttp.js';
    export * from '@modelcontextprotocol/sdk/server/mcp.js';
    export * from '@modelcontextprotocol/sdk/server/stdio.js';`,
  v2: `
    export { Client } from '@modelcontextprotocol/client';
    export { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
    export * from '@modelcontextprotocol/client/stdio';
    export * from '@modelcontextprotocol/server/stdio';`,
};

/** As namespaces, in which no name hides another. */
const NAMESPACES: Record<string, string> = {
  v1: `
    export * as client from '@modelcontextprotocol/sdk/client/index.js';
    export * as stdio from '@modelcontextprotocol/sdk/client/stdio.js';
    export * as sse from '@modelcontextprotocol/sdk/client/sse.js';
    export * as http from '@modelcontextprotocol/sdk/client/streamableHttp.js';
    export * as server from '@modelcontextprotocol/sdk/server/mcp.js';
    export * as low from '@modelcontextprotocol/sdk/server/index.js';
    export * as serving from '@modelcontextprotocol/sdk/server/stdio.js';`,
  v2: `
    export * as client from '@modelcontextprotocol/client';
    export * as stdio from '@modelcontextprotocol/client/stdio';
    export * as server from '@modelcontextprotocol/server';
    export * as serving from '@modelcontextprotocol/server/stdio';`,
};

function bundle(
  contents: string,
  minify: boolean,
  options: Pick<BuildOptions, 'format' | 'target'> = { format: 'esm' }
): string {
  const resolveDir = fileURLToPath(new URL('.', import.meta.url));
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir },
    bundle: true,
    minify,
    write: false,
    platform: 'node',
    logLevel: 'silent',
    ...options,
  });
  return outputFiles[0]?.text ?? '';
}

for (const [line, contents] of Object.entries(SOURCES)) {
  for (const minify of [false, true]) {
    describe(`anchors in a bundle of ${line}${minify ? ', minified' : ''}`, () => {
      let source: string;

      before(() => {
        source = bundle(contents, minify);
      });

      it('stand in its classes, and change no line', () => {
        const anchored = withAnchors(source) ?? '';
        assert.ok(anchored.split(INSERTED).length > 4);
        assert.equal(
          anchored.replaceAll(INSERTED, '').replaceAll(ASSIGNED, ''),
          source
        );
        assert.equal(anchored.includes(ASSIGNED), line === 'v2');
        assert.equal(anchored.split('\n').length, source.split('\n').length);
        assert.ok(parses(anchored));
      });

      it('break no file, however it is cut', () => {
        const at = source.indexOf('_requestHandlers');
        const part = source.slice(Math.max(0, at - 20_000), at + 20_000);
        const place = fc.nat(part.length);
        const cuts = fc.tuple(place, place, place);
        fc.assert(
          fc.property(cuts, places => {
            const [a = 0, b = 0, c = 0] = [...places].sort((x, y) => x - y);
            const cut = part.slice(a, b) + part.slice(c);
            const anchored = withAnchors(cut);
            assert.ok(
              anchored === undefined || !parses(cut) || parses(anchored)
            );
          }),
          { numRuns: 60 }
        );
      });

      for (const [where, wrap] of Object.entries({
        'a string': JSON.stringify,
        'a template': (text: string) =>
          `\`${text.replaceAll(/[\\`]|\$\{/g, '\\$&')}\``,
        'a comment': (text: string) => `/*${text.replaceAll('*/', '* /')}*/1`,
      })) {
        it(`are dead text in ${where}`, () => {
          const quoted = `export default ${wrap(source)};`;
          assert.ok(parses(quoted));
          assert.ok(parses(withAnchors(quoted) ?? quoted));
        });
      }
    });
  }
}

/** Prototypes that the patch table knows, among those that something leads to. */
function knownIn(candidates: readonly unknown[]): Set<object> {
  const prototypes = candidates.flatMap(found => [...prototypesOf(found)]);
  return new Set(
    prototypes.filter(one => PATCH_TABLE.some(({ matches }) => matches(one)))
  );
}

/** Runs a bundle. What it exports, and the classes that it hands over. */
function evaluate(source: string): { exports: unknown[]; handed: unknown[] } {
  const handed: unknown[] = [];
  const module: { exports: Record<string, unknown> } = { exports: {} };
  Reflect.set(globalThis, RECEIVER, (one: unknown) => handed.push(one));
  try {
    const run = compileFunction(source, ['exports', 'require', 'module']);
    const require = createRequire(import.meta.url);
    Reflect.apply(run, undefined, [module.exports, require, module]);
  } finally {
    Reflect.deleteProperty(globalThis, RECEIVER);
  }
  return { exports: Object.values(module.exports), handed };
}

describe('anchors', () => {
  for (const [line, contents] of Object.entries(NAMESPACES)) {
    for (const target of ['es2022', 'es2015']) {
      it(`hand over all that is patched: ${line}, ${target}`, () => {
        const source = bundle(contents, true, { format: 'cjs', target });
        const { exports, handed } = evaluate(withAnchors(source) ?? '');
        const known = knownIn(exports);
        const reached = knownIn(handed);
        const rows = PATCH_TABLE.filter(({ matches }) => {
          return [...known].some(one => matches(one));
        });
        assert.ok(rows.length >= 8, `rows: ${String(rows.length)}`);
        const missing = [...known].filter(one => !reached.has(one));
        assert.deepEqual(missing.map(Object.getOwnPropertyNames), []);
        for (const { constructor } of known) {
          const unseen = `of ${Object.getOwnPropertyNames(constructor.prototype).join()}`;
          assert.ok(mayHoldSdk(String(constructor)), unseen);
        }
      });
    }
  }
});

/** Ways to write a method that is to be found, or looks like one. */
const METHOD = '_onrequest(a) { return this._requestHandlers.get(a) }';
const GAPS = [
  ...['', ' ', '\n', '\r\n', '\u2028', '\t', 'async ', 'static ', 'get '],
  ...['/* x */', '/* x; */', '/* } /* ; */', '/**/', '/*;*/', '/* */*/'],
  ...['// x\n', '// x;\n', '// };\u2028', '// /* };\n', '"//";\n', '*'],
  ...[';', '}', ',', '{', '{}', 'x = 1;', 'x = /a*/\n', 'x = "};"\n'],
  ...['y() {}', '"y"() {}', 'y: 1,', 'y() {},', '\\u{61}', '#', '-->', '`${1}'],
];
const FRAMES: [before: string, after: string][] = [
  ['class A { ', ' }'],
  ['(class extends Object { constructor() { super() } ', ' })'],
  ['({ ', ' })'],
  ['({ x() {}, ', ' })'],
  ['', ''],
  ['f(`', '`)'],
  ['f("', '")'],
  ['/[;', ']/'],
  ['/* ; ', ' */'],
];

describe('whatever stands before a method', () => {
  it('a source that parses does so with anchors', () => {
    const gap = fc.array(fc.constantFrom(...GAPS), { maxLength: 5 });
    const frame = fc.constantFrom(...FRAMES);
    let anchored = 0;
    fc.assert(
      fc.property(frame, gap, gap, ([before, after], first, second) => {
        const source = [before, ...first, METHOD, ...second, METHOD, after];
        const text = source.join('');
        const changed = parses(text) ? withAnchors(text) : undefined;
        anchored += changed === undefined ? 0 : 1;
        return changed === undefined || parses(changed);
      }),
      { numRuns: 1_500 }
    );
    assert.ok(anchored > 5, 'there were classes among them');
  });
});

describe('no anchor', () => {
  const body = 'this._requestHandlers.get(a)';
  for (const source of [
    `({ a() {}, _onrequest(a) { ${body} } })`,
    `({ _onrequest(a) { ${body} } })`,
    `class A { static _onrequest(a) { ${body} } }`,
    `class A { *_onrequest(a) { ${body} } }`,
    `class A { x; get _onrequest() { return ${body} } }`,
    `function _onrequest(a) { ${body} }`,
    `this._onrequest(a)\n{ ${body} }`,
    `;_onrequest(a)\n{ ${body} }`,
    `class A { x; _onrequest(a) { return a } }`,
    `class A { x; #_onrequest(a) { return ${body} } }`,
    // Each of these would be broken by a look at the last character alone.
    `({ // like this;\n _onrequest(a) { ${body} } })`,
    `({ x() {}, // };\u2028 _onrequest(a) { ${body} } })`,
    `({ /* x; /* y */ _onrequest(a) { ${body} } })`,
    `({ \\u{61}_onrequest(a) { ${body} } })`,
    `;_onrequest("x", ") { ${body}")`,
    `;_onrequest(/) { ${body}/)`,
    `const globalThis = 1; class A { x; _onrequest(a) { ${body} } }`,
  ]) {
    it(`stands in ${source.slice(0, 60).replaceAll('\n', ' ')}`, () => {
      assert.equal(withAnchors(source), undefined);
    });
  }
});
