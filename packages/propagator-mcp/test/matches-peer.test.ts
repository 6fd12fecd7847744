/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { matchesPeer, peerMatcher, type McpPeer } from '../src/index.ts';

const URLS: [pattern: string, url: string, matches: boolean][] = [
  ['https://a.test/mcp', 'https://a.test/mcp', true],
  ['https://a.test/mcp', 'https://a.test/mcp/', false],
  ['https://a.test/mcp', 'https://a.test/mcp?x=1', false],
  ['https://a.test/mcp*', 'https://a.test/mcp?x=1', true],
  ['https://a.test', 'https://a.test/any/path?x=1', true],
  ['https://a.test/', 'https://a.test/any', false],
  ['https://a.test', 'http://a.test/', false],
  ['*://a.test', 'http://a.test/', true],
  ['HTTPS://A.Test/Mcp', 'https://a.test/Mcp', true],
  ['https://a.test/Mcp', 'https://a.test/mcp', false],
  ['https://*.a.test', 'https://x.y.a.test/mcp', true],
  ['https://*.a.test', 'https://a.test/mcp', false],
  ['https://*.a.test', 'https://xa.test/mcp', false],
  ['https://a.test', 'https://a.test.evil.test/', false],
  // a stranger's path, query, fragment or credentials are no host
  ['https://*.a.test/*', 'https://evil.test/x.a.test/', false],
  ['https://*.a.test', 'https://evil.test?x.a.test', false],
  ['https://*.a.test', 'https://evil.test#.a.test', false],
  ['https://*.a.test', 'https://x.a.test@evil.test/', false],
  ['https://a.test', 'https://user:secret@a.test/', true],
  ['https://a.test/public/*', 'https://a.test/public/../private', false],
  ['http://127.0.0.1:*', 'http://127.0.0.1:3000/mcp', true],
  ['http://127.0.0.1:3000', 'http://127.0.0.1:3000/mcp', true],
  ['http://127.0.0.1', 'http://127.0.0.1:3000/mcp', false],
  ['http://127.0.0.1*', 'http://127.0.0.1:3000/mcp', true],
  ['http://[::1]:*', 'http://[::1]:3000/mcp', true],
  ['https://a.test:443', 'https://a.test/', true],
  ['https://a.test:*', 'https://a.test/', true],
  ['http://a.test:443', 'http://a.test/', false],
  ['ws://a.test:80', 'ws://a.test/', true],
  ['https://a.test', 'no url', false],
  ['https://a.test', '', false],
  ['*', 'no url', true],
  // no pattern of URLs
  ['*a.test*', 'https://a.test/', false],
  ['', 'https://a.test/', false],
];

const COMMANDS: [pattern: string, command: string, matches: boolean][] = [
  ['node server.js', 'node server.js', true],
  ['node server.js', 'node server.js --all', false],
  ['node server.js*', 'node server.js --all', true],
  ['npx -y @acme/*', 'npx -y @acme/notes', true],
  ['npx -y @acme/*', 'npx -y @evil/notes @acme/', false],
  ['*notes*', '/opt/notes/bin', true],
  ['node*notes*js', 'node /opt/notes/a.js', true],
  ['node*notes*js', 'node /opt/a.js', false],
  ['ab*ba', 'aba', false],
  ['ab*ba', 'abba', true],
  ['a*b*b', 'ab', false],
  ['a**b', 'ab', true],
  ['Node*', 'node server.js', false],
  ['a.c', 'abc', false],
  ['(a+)+$', 'aaaa', false],
  ['', 'node', false],
  ['', '', true],
  ['**', 'node', true],
  ['https://*', 'node https://a.test', false],
];

describe('matchesPeer', () => {
  for (const [pattern, url, expected] of URLS) {
    it(`${pattern} ${expected ? 'is' : 'is not'} for the URL ${url}`, () => {
      assert.equal(matchesPeer({ url }, [pattern]), expected);
    });
  }

  for (const [pattern, command, expected] of COMMANDS) {
    it(`${pattern} ${expected ? 'is' : 'is not'} for the command ${command}`, () => {
      assert.equal(matchesPeer({ command }, [pattern]), expected);
    });
  }

  it('needs one pattern of several', () => {
    const peer = { url: 'https://b.test/mcp' };
    assert.equal(matchesPeer(peer, ['https://a.test', '*://b.*']), true);
    assert.equal(matchesPeer(peer, ['https://a.test', 'b.test']), false);
    assert.equal(matchesPeer(peer, []), false);
  });

  it('knows an unknown peer by * alone', () => {
    const peer: McpPeer = { url: undefined, command: undefined };
    assert.equal(matchesPeer(peer, ['**', '*://*', '']), false);
    assert.equal(matchesPeer(peer, ['*']), true);
  });

  it('finds every text that a pattern describes', () => {
    const part = fc.string({ unit: fc.constantFrom('a', 'b', '.', '/') });
    fc.assert(
      fc.property(fc.array(fc.tuple(part, part)), part, (pairs, last) => {
        const pattern = pairs.map(([literal]) => `${literal}*`).join('') + last;
        const command = pairs.map(pair => pair.join('')).join('') + last;
        assert.equal(matchesPeer({ command }, [pattern]), true);
      })
    );
  });

  it('agrees with a regular expression', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
    const wild = fc.string({ unit: fc.constantFrom('a', 'b', '*') });
    fc.assert(
      fc.property(text, wild, (command, pattern) => {
        const expression = new RegExp(`^${pattern.replaceAll(/\*+/g, '.*')}$`);
        const expected = expression.test(command);
        assert.equal(matchesPeer({ command }, [pattern]), expected);
      }),
      { numRuns: 1000 }
    );
  });

  it('does not throw, whatever texts it is given', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, pattern) => {
        const peer = { url: text, command: text };
        const patterns = [pattern, `${pattern}://${text}`];
        assert.equal(typeof matchesPeer(peer, patterns), 'boolean');
      }),
      { numRuns: 1000 }
    );
  });

  it('answers at once where backtracking would take for ever', () => {
    const command = 'a'.repeat(20_000);
    const url = `https://a.test/${command}`;
    const stars = '*a'.repeat(5_000);
    assert.equal(matchesPeer({ command }, [`${stars}*b`]), false);
    assert.equal(matchesPeer({ command }, [`${stars}*`]), true);
    assert.equal(matchesPeer({ url }, [`https://*/${stars}*b`]), false);
    assert.equal(matchesPeer({ command }, ['*'.repeat(20_000)]), true);
  });
});

describe('peerMatcher', () => {
  it('answers as matchesPeer does, any number of times', () => {
    const patterns = ['node *', ...URLS.map(([pattern]) => pattern)];
    for (const given of [patterns, patterns.filter(text => text !== '*')]) {
      const isLike = peerMatcher(given);
      for (const [, url] of URLS) {
        assert.equal(isLike({ url }), matchesPeer({ url }, given));
      }
      assert.equal(isLike({ command: 'node a.js' }), true);
      assert.equal(isLike({}), given.includes('*'));
    }
  });

  it('keeps to the patterns that it was given', () => {
    const patterns = ['node *'];
    const isLike = peerMatcher(patterns);
    patterns[0] = '*';
    assert.equal(isLike({ command: 'npx a' }), false);
  });
});
