/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { buildSync, transformSync } from 'esbuild';
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { RECEIVER, withAnchors } from '../../src/loading/source-anchors.ts';

const INSERTED = `static{globalThis.${RECEIVER}?.(this)}`;
const SOURCES: Record<string, string> = {
  v1: `
    export * from '@modelcontextprotocol/sdk/client/index.js';
    export * from '@modelcontextprotocol/sdk/client/stdio.js';
    export * from '@modelcontextprotocol/sdk/client/streamableHttp.js';
    export * from '@modelcontextprotocol/sdk/server/mcp.js';
    export * from '@modelcontextprotocol/sdk/server/stdio.js';`,
  v2: `
    export { Client } from '@modelcontextprotocol/client';
    export { McpServer } from '@modelcontextprotocol/server';
    export * from '@modelcontextprotocol/client/stdio';
    export * from '@modelcontextprotocol/server/stdio';`,
};

function bundle(contents: string, minify: boolean): string {
  const resolveDir = fileURLToPath(new URL('.', import.meta.url));
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir },
    bundle: true,
    minify,
    write: false,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

function parses(source: string): boolean {
  try {
    transformSync(source, { logLevel: 'silent' });
    return true;
  } catch {
    return false;
  }
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
        assert.equal(anchored.replaceAll(INSERTED, ''), source);
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
  ]) {
    it(`stands in ${source.slice(0, 60).replaceAll('\n', ' ')}`, () => {
      assert.equal(withAnchors(source), undefined);
    });
  }
});
