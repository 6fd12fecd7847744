/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  INVALID_SPAN_CONTEXT,
  trace,
  type Attributes,
  type Span,
} from '@opentelemetry/api';
import assert from 'node:assert/strict';

import { cacheHitEvent } from '../../src/telemetry/cache-hit.ts';
import { messageAttributes } from '../../src/telemetry/message-attributes.ts';
import type { McpInstrumentationConfig } from '../../src/index.ts';
import { withEnvironment, type Observed } from '../options/support/observe.ts';
import { LINES_ESM, type Sdk } from '../support/sdk.ts';
import { mcpSpans } from '../support/spans.ts';
import { readResource } from '../options/support/read-resource.ts';

const KEY = 'mcp.resource.uri';
const METHODS = [
  'resources/read',
  'resources/subscribe',
  'resources/unsubscribe',
  'notifications/resources/updated',
];

/** URIs, and what is left of them: nothing of a user, in whatever way it is written. */
const USERS: readonly [uri: string, recorded: string][] = [
  ['https://user:secret@host/a?b#c', 'https://host/a?b#c'],
  ['https://secret@host', 'https://host'],
  ['HTTPS://user:secret@host/a', 'HTTPS://host/a'],
  ['https://a@secret@host/a@b', 'https://host/a@b'],
  ['db+pg://user:secret@host:5432/x', 'db+pg://host:5432/x'],
  ['//user:secret@host/a', '//host/a'],
  // Browsers and Node.js take these for the same as the first.
  ['https:user:secret@host/a', 'https:host/a'],
  ['https:\\\\user:secret@host\\a', 'https:\\\\host\\a'],
  ['https:///user:secret@host/a', 'https:///host/a'],
  [' https://user:secret@host/a', ' https://host/a'],
  // None of these is a user of an authority.
  ['mailto:user@host', 'mailto:user@host'],
  ['file:///home/a@b', 'file:///home/a@b'],
  ['https://host/a?to=user@host', 'https://host/a?to=user@host'],
  ['note@home', 'note@home'],
];

/** The same where the query is dropped. */
const QUERIES: readonly [uri: string, recorded: string][] = [
  ['https://host/a?token=secret', 'https://host/a'],
  ['https://user:secret@host/a?b=c#d', 'https://host/a#d'],
  ['note:a?b?c', 'note:a'],
  ['?secret', ''],
  ['https://host/a#b?c', 'https://host/a#b?c'],
  ['https://host/a', 'https://host/a'],
];

const KEEP = { dropResourceUriQuery: false };
const DROP = { dropResourceUriQuery: true };

describe('the URI of a resource', () => {
  for (const [uri, recorded] of USERS) {
    it(`${uri} is recorded as ${recorded}`, () => {
      for (const method of METHODS) {
        const attributes = messageAttributes({ method, params: { uri } }, KEEP);
        assert.equal(attributes[KEY], recorded);
      }
    });
  }

  for (const [uri, recorded] of QUERIES) {
    it(`${uri} without its query is ${recorded}`, () => {
      const message = { method: 'resources/read', params: { uri } };
      assert.equal(messageAttributes(message, DROP)[KEY], recorded);
    });
  }

  it('is the same in the event of an answer from the cache', () => {
    const events: Attributes[] = [];
    const span = Object.assign(trace.wrapSpanContext(INVALID_SPAN_CONTEXT), {
      addEvent(_name: string, attributes: Attributes) {
        events.push(attributes);
        return this as unknown as Span;
      },
    });
    const uri = 'https://user:secret@host/a?token=secret';
    cacheHitEvent(span, 'resources/read', uri, KEEP);
    cacheHitEvent(span, 'resources/read', uri, DROP);
    assert.deepEqual(
      events.map(attributes => attributes[KEY]),
      ['https://host/a?token=secret', 'https://host/a']
    );
  });
});

async function read(
  sdk: Sdk,
  config: McpInstrumentationConfig
): Promise<{ names: string[]; uris: unknown[]; observed: Observed }> {
  const uri = 'https://host/a?token=secret';
  const observed = await readResource(sdk, uri, {
    resourceUriInSpanName: true,
    ...config,
  });
  const spans = mcpSpans(observed.telemetry.spans());
  return {
    names: spans.map(({ name }) => name),
    uris: spans.map(({ attributes }) => attributes[KEY]),
    observed,
  };
}

for (const sdk of LINES_ESM) {
  describe(`option dropResourceUriQuery, ${sdk.name}`, () => {
    const whole = 'https://host/a?token=secret';

    it('is off by default', async () => {
      const { names, uris } = await read(sdk, {});
      assert.deepEqual(uris, [whole, whole]);
      assert.deepEqual(names, [
        `resources/read ${whole}`,
        `resources/read ${whole}`,
      ]);
    });

    for (const [how, config, env] of [
      ['in code', DROP, {}],
      [
        'by a variable',
        {},
        { OTEL_INSTRUMENTATION_MCP_DROP_RESOURCE_URI_QUERY: 'true' },
      ],
    ] as const) {
      it(`leaves nothing of it on either side, ${how}`, async () => {
        const { names, uris, observed } = await withEnvironment(env, () =>
          read(sdk, config)
        );
        assert.deepEqual(uris, ['https://host/a', 'https://host/a']);
        assert.deepEqual(names, [
          'resources/read https://host/a',
          'resources/read https://host/a',
        ]);
        const everything = JSON.stringify([
          observed.telemetry.spans(),
          observed.telemetry.logs(),
        ]);
        assert.doesNotMatch(everything, /secret/);
      });
    }
  });
}
