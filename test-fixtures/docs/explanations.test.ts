/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { extractMeta } from 'opentelemetry-propagator-mcp';
import { FINDING_CODES } from '../../packages/mcp-doctor/src/checks/finding.ts';
import { ROOT } from '../packaging/commands.ts';
import { follow, type Followed } from './support/follow.ts';
import { blocksIn } from './support/sections.ts';

const textOf = (name: string) => readFileSync(join(ROOT, 'docs', name), 'utf8');
const namesOf = ({ spans }: Followed) => [
  ...new Set(spans.map(({ name }) => name)),
];

describe('docs/sampling.md', function () {
  this.timeout(60_000);
  const document = 'docs/sampling.md';
  const heading = 'At the start of a trace';

  for (const [ratio, count] of [
    ['0', 0],
    ['1', 2],
  ] as const) {
    it(`samples where the trace begins: ${ratio}`, async () => {
      const { spans } = await follow(
        { document, heading },
        { edit: commands => commands.replace('0.1', ratio) }
      );
      const calls = spans.filter(({ name }) => name === 'tools/call now');
      assert.equal(calls.length, count);
    });
  }

  it('samples by the name of the tool', async () => {
    const followed = await follow({ document, heading: 'By what is called' });
    assert.deepEqual(namesOf(followed), [
      'initialize',
      'notifications/initialized',
    ]);
  });
});

describe('docs/privacy.md', function () {
  this.timeout(60_000);

  it('records content when asked to, and hides what it shall hide', async () => {
    const document = 'docs/privacy.md';
    const heading = 'When you want content';
    const { spans } = await follow({ document, heading });
    const told = JSON.stringify(spans);
    assert.ok(told.includes('UTC'), told);
    assert.ok(told.includes('…'), told);
    assert.ok(!told.includes('a secret'), told);
  });

  it('says truly that nothing of it is recorded by default', async () => {
    const document = 'README.md';
    const heading = 'You set it up in code';
    const { spans } = await follow(
      { document, heading },
      { edit: commands => commands.replace(/^npm .*$/m, '') }
    );
    const told = JSON.stringify(spans);
    assert.ok(told.includes('tools/call now'));
    assert.ok(!told.includes('UTC') && !told.includes('a secret'), told);
  });
});

describe('docs/context.md', () => {
  it('shows a message whose context is read', () => {
    const [message = ''] = blocksIn(textOf('context.md'), 'json');
    const { params } = JSON.parse(message) as { params: object };
    const propagator = new W3CTraceContextPropagator();
    const read = extractMeta(ROOT_CONTEXT, params, { propagator });
    assert.equal(
      trace.getSpanContext(read)?.traceId,
      '0af7651916cd43dd8448eb211c80319c'
    );
  });
});

describe('docs/process.md', function () {
  this.timeout(60_000);

  it('hands the flag on to servers that a host starts', async () => {
    const document = 'docs/process.md';
    const heading = 'Servers that a client starts';
    const { spans } = await follow(
      { document, heading },
      { programs: ['host.js', 'server.js'] }
    );
    const calls = spans.filter(({ name }) => name === 'tools/call now');
    assert.deepEqual(calls.map(({ kind }) => kind).sort(), [
      'CLIENT',
      'SERVER',
    ]);
    assert.equal(new Set(calls.map(({ traceId }) => traceId)).size, 1);
    const server = calls.find(({ kind }) => kind === 'SERVER');
    assert.equal(server?.service, 'clock');
  });
});

describe('docs/missing-spans.md', () => {
  it('has each finding of the doctor, and no other', () => {
    const named = textOf('missing-spans.md').matchAll(
      /`([A-Z]+(?:_[A-Z]+)+)`/g
    );
    const others = ['NODE_OPTIONS'];
    const codes = [...named].flatMap(([, code = '']) =>
      others.includes(code) ? [] : [code]
    );
    assert.deepEqual([...new Set(codes)].sort(), [...FINDING_CODES].sort());
  });
});
