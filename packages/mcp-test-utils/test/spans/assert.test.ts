/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import type { SpanRecord } from '../../src/records/span-record.ts';
import { assertSingleTrace, assertSpanTree } from '../../src/spans/assert.ts';
import type { ExpectedSpan } from '../../src/spans/expected-span.ts';
import type { MatchOptions } from '../../src/spans/match.ts';
import { childOf, linkTo, spanOf } from '../support/records.ts';

/** The first line of the failure, or undefined when the assertion holds. */
function failure(
  spans: SpanRecord[],
  expected: ExpectedSpan | ExpectedSpan[],
  options?: MatchOptions
): string | undefined {
  try {
    assertSpanTree(spans, expected, options);
    return undefined;
  } catch (error) {
    assert.ok(error instanceof assert.AssertionError);
    return error.message.split('\n')[0];
  }
}

describe('assertSpanTree', () => {
  const call = spanOf({
    name: 'tools/call add',
    kind: 'CLIENT',
    service: 'agent',
    attributes: { 'mcp.method.name': 'tools/call', list: ['a', 1], n: 2 },
  });
  const post = childOf(call, { name: 'POST', kind: 'CLIENT' });
  const handler = childOf(call, {
    name: 'tools/call add',
    kind: 'SERVER',
    status: { code: 'ERROR', message: 'division by zero' },
    ...linkTo(post),
  });
  const all = [handler, post, call];
  const children: ExpectedSpan[] = [
    { name: 'tools/call add', kind: 'SERVER' },
    { name: 'POST' },
  ];

  it('accepts the expected tree, children in any order', () => {
    assert.equal(failure(all, { name: 'tools/call add', children }), undefined);
  });

  it('accepts an expected forest', () => {
    const other = spanOf({ name: 'other' });
    const expected = [{ name: 'other' }, { name: /^tools/, children }];
    assert.equal(failure([other, ...all], expected), undefined);
    assert.equal(failure([], []), undefined);
  });

  it('compares the order of children only if asked to', () => {
    const expected = { name: 'tools/call add', children };
    assert.equal(
      failure(all, expected, { ordered: true }),
      "tools/call add > POST: name is 'POST', expected 'tools/call add'"
    );
    const ordered = { ...expected, children: [...children].reverse() };
    assert.equal(failure(all, ordered, { ordered: true }), undefined);
  });

  const wrong: [string, ExpectedSpan, string][] = [
    ['the name', { name: 'x' }, "name is 'tools/call add', expected 'x'"],
    [
      'a pattern of the name',
      { name: /^x/ },
      "name is 'tools/call add', expected /^x/",
    ],
    [
      'the kind',
      { name: /./, kind: 'SERVER' },
      "kind is 'CLIENT', expected 'SERVER'",
    ],
    [
      'the service',
      { name: /./, service: 'other' },
      "service is 'agent', expected 'other'",
    ],
    [
      'the status',
      { name: /./, status: 'ERROR' },
      "status is { code: 'UNSET' }, expected 'ERROR'",
    ],
    [
      'the links',
      { name: /./, links: ['POST'] },
      "links is [], expected [ 'POST' ]",
    ],
    ['an attribute', { name: /./, attributes: { n: 3 } }, 'n is 2, expected 3'],
    [
      'an attribute that is missing',
      { name: /./, attributes: { gone: 'x' } },
      "gone is (absent), expected 'x'",
    ],
    [
      'an attribute that must be absent',
      { name: /./, attributes: { n: undefined } },
      'n is 2, expected (absent)',
    ],
    [
      'an attribute by its elements',
      { name: /./, attributes: { list: ['a', 2] } },
      "list is [ 'a', 1 ], expected [ 'a', 2 ]",
    ],
    [
      'an attribute by a pattern',
      { name: /./, attributes: { n: /2/ } },
      'n is 2, expected /2/',
    ],
    [
      'an attribute by a predicate',
      { name: /./, attributes: { n: isString } },
      'n is 2, expected (isString)',
    ],
  ];
  for (const [what, expected, message] of wrong) {
    it(`compares ${what}`, () => {
      const actual = failure(all, { children, ...expected });
      assert.equal(actual, `tools/call add: ${message}`);
    });
  }

  it('accepts what has all expected properties', () => {
    const expected: ExpectedSpan = {
      name: 'tools/call add',
      kind: 'CLIENT',
      service: 'agent',
      status: 'UNSET',
      links: [],
      attributes: {
        list: ['a', 1],
        n: value => typeof value === 'number',
        'mcp.method.name': /^tools/,
        'error.type': undefined,
      },
      children: [
        { name: 'POST', status: { code: 'UNSET', message: undefined } },
        {
          name: 'tools/call add',
          links: ['POST'],
          status: { code: 'ERROR', message: /zero$/ },
        },
      ],
    };
    assert.equal(failure(all, expected), undefined);
  });

  it('compares the message of a status if it is expected', () => {
    const status = (expected: ExpectedSpan['status']) =>
      failure([{ ...handler, links: [] }], {
        name: /./,
        ...(expected === undefined ? {} : { status: expected }),
      });
    assert.equal(status({ code: 'ERROR' }), undefined);
    assert.equal(
      status({ code: 'ERROR', message: 'division by zero' }),
      undefined
    );
    assert.match(status({ code: 'ERROR', message: 'x' }) ?? '', /status is/);
    assert.match(
      status({ code: 'ERROR', message: undefined }) ?? '',
      /status is/
    );
    assert.match(status({ code: 'OK' }) ?? '', /status is/);
  });

  it('finds missing and unexpected spans', () => {
    assert.equal(
      failure([call], { name: 'tools/call add', children: [{ name: 'POST' }] }),
      'tools/call add > POST: the span is missing'
    );
    assert.equal(
      failure([call, post], { name: 'tools/call add' }),
      'tools/call add > POST: the span is not expected'
    );
    assert.equal(failure([], { name: 'x' }), 'x: the span is missing');
    assert.equal(
      failure([call], []),
      'tools/call add: the span is not expected'
    );
  });

  it('gives each span to the expectation that needs it', () => {
    const root = spanOf({ name: 'root' });
    const spans = [
      root,
      childOf(root, { name: 'a' }),
      childOf(root, { name: 'b' }),
      childOf(root, { name: 'c' }),
    ];
    const expected = {
      name: 'root',
      children: [{ name: /[abc]/ }, { name: /[ab]/ }, { name: 'a' }],
    };
    assert.equal(failure(spans, expected), undefined);
  });

  it('shows both trees side by side and marks what differs', () => {
    try {
      assertSpanTree(all, {
        name: 'tools/call add',
        kind: 'CLIENT',
        children: [
          { name: 'POST', kind: 'SERVER' },
          { name: 'tools/call add', children: [{ name: 'query' }] },
        ],
      });
    } catch (error) {
      assert.ok(error instanceof assert.AssertionError);
      assert.equal(
        error.message,
        [
          "tools/call add > POST: kind is 'CLIENT', expected 'SERVER'",
          '',
          '  expected              │ actual',
          '  tools/call add CLIENT │ tools/call add CLIENT [agent]',
          '≠   POST SERVER         │   POST CLIENT',
          "≠       kind: 'SERVER'  │       kind: 'CLIENT'",
          '    tools/call add      │   tools/call add SERVER ERROR "division by zero" (link: POST)',
          '≠     query             │',
        ].join('\n')
      );
      return;
    }
    assert.fail('The assertion holds');
  });
});

function isString(value: unknown): boolean {
  return typeof value === 'string';
}

describe('assertSingleTrace', () => {
  const root = spanOf({ name: 'root' });
  const child = childOf(root, { name: 'child' });

  it('returns the id of the trace', () => {
    assert.equal(assertSingleTrace([child, root]), root.traceId);
  });

  it('rejects an empty trace', () => {
    assert.throws(() => assertSingleTrace([]), {
      message: 'There are no spans',
    });
  });

  it('rejects a second trace and shows the trees', () => {
    const other = spanOf({ name: 'other', traceId: 'c'.repeat(32) });
    assert.throws(() => assertSingleTrace([root, child, other]), {
      name: 'AssertionError',
      message:
        'Expected one trace, got 2\n\nroot INTERNAL\n└─ child INTERNAL\nother INTERNAL',
    });
  });

  it('rejects a span without its parent unless that is allowed', () => {
    assert.throws(() => assertSingleTrace([child]), {
      message: /^The parent of child was not collected\n/,
    });
    assert.equal(
      assertSingleTrace([child], { allowMissingParents: true }),
      root.traceId
    );
  });
});
