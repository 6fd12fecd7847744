/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { PATCH_TABLE } from '../../src/protocol/patches/patch-table.ts';
import { prototypesOf } from '../../src/protocol/prototypes.ts';
import { ALL, type Sdk } from '../support/sdk.ts';

/** The prototypes that a candidate leads to and that are worth patching. */
function targetsOf(candidate: unknown): Set<object> {
  return new Set(
    [...prototypesOf(candidate)].filter(prototype =>
      PATCH_TABLE.some(({ matches }) => matches(prototype))
    )
  );
}

function protocolOf({ prototype }: { prototype: object }): object {
  let link = prototype;
  while (!Object.hasOwn(link, '_onrequest')) {
    link = Object.getPrototypeOf(link) as object;
  }
  return link;
}

const INFO = { name: 'test', version: '1' };

const WAYS: Record<string, (sdk: Sdk) => unknown> = {
  'the class': ({ Client }) => Client,
  'an instance': ({ Client }) => new Client(INFO),
  'a subclass': ({ Client }) => class extends Client {},
  'an instance of a subclass': ({ Client }) =>
    new (class extends Client {})(INFO),
  'a namespace': ({ namespaces }) => namespaces[0],
  'a namespace under other names': ({ Client }) => ({ a: Client, b: 1 }),
};

describe('the prototypes that are patched', () => {
  for (const sdk of ALL) {
    for (const [way, candidate] of Object.entries(WAYS)) {
      it(`are found from ${way}, ${sdk.name}`, () => {
        const targets = targetsOf(candidate(sdk));
        assert.equal(targets.has(protocolOf(sdk.Client)), true);
      });
    }

    it(`are never those of the language, ${sdk.name}`, () => {
      const found = sdk.namespaces.flatMap(one => [...targetsOf(one)]);
      const builtIns = [Object, Function, Error, Promise, Array, Map];
      assert.equal(
        builtIns.some(({ prototype }) => found.includes(prototype)),
        false
      );
    });

    it(`of McpServer instances include that of their server, ${sdk.name}`, () => {
      const targets = targetsOf(new sdk.McpServer(INFO));
      assert.equal(targets.has(protocolOf(sdk.Server)), true);
    });
  }

  it('are not found in anything else, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), candidate => {
        assert.equal(targetsOf(candidate).size, 0);
      })
    );
  });
});
