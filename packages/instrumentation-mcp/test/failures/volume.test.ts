/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import {
  startInstrumented,
  type Instrumented,
} from '../support/instrumented.ts';
import { MATRIX, type Row } from './matrix.ts';
import { allEnded } from './support/assert-endings.ts';
import { openExchanges } from './support/bookkeeping.ts';
import { assertCollected, heapInUse } from './support/heap.ts';
import { cellsOf, connectLink, type Cell, type Link } from './support/link.ts';
import { provoke } from './support/provoke.ts';
import { v1Copy, v2Copy } from './support/workspace-copies.ts';

const CELLS: readonly Cell[] = [v1Copy, v2Copy].flatMap(sdk => [
  { sdk, transport: 'memory', era: 'legacy' },
  ...cellsOf(sdk),
]);
const CALLS = 10_000;
const BATCH = 125;
const ROUNDS = 15;
/** Left unanswered when a batch's connection is closed. */
const HANGING = 5;
const HANG = { method: 'resources/read', params: { uri: 'hang:' } };
const HEAP_LIMIT = 4 * 1024 * 1024;

describe(`${CALLS} calls that fail in every way`, function () {
  this.timeout(60_000);
  let instrumented: Instrumented;
  const closed: WeakRef<object>[] = [];
  let calls = 0;
  before(() => {
    instrumented = startInstrumented([v1Copy, v2Copy]);
  });
  after(() => instrumented.stop());

  const runBatch = async (cell: Cell) => {
    const { telemetry, instrumentation } = instrumented;
    const link = await connectLink(cell);
    const rows = rowsFor(cell);
    await Promise.all(
      Array.from({ length: BATCH - HANGING }, (_, index) => {
        const row = rows[index % rows.length];
        assert.ok(row);
        return provoke(link, row.send, row.disturbance ?? 'none');
      })
    );
    // each is a POST of its own: a cancellation may overtake its request there
    if (cell.transport !== 'http') {
      await allEnded(telemetry);
      assert.equal(openExchanges(instrumentation, link), 0, 'still waited for');
    }
    await leaveHanging(link);
    await allEnded(telemetry);
    assert.equal(openExchanges(instrumentation, link), 0, 'kept after a close');
    const { clientTransport, client, servers } = link;
    for (const object of [clientTransport, client, ...servers]) {
      closed.push(new WeakRef(object));
    }
    await telemetry.reset();
    calls += BATCH;
  };

  it('leave no span open and nothing in memory', async () => {
    let before = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const slow = round % 5 === 0;
      for (const cell of CELLS) {
        if (slow || cell.transport !== 'http') await runBatch(cell);
      }
      // by then, everything lazy is there
      if (round === 1) before = await heapInUse();
    }
    const growth = (await heapInUse()) - before;
    assert.ok(calls >= CALLS);
    assert.ok(growth < HEAP_LIMIT, `the heap has grown by ${growth} bytes`);
    await assertCollected(closed, 2 * CELLS.length);
  });
});

/** The rows after which the same connection goes on. */
function rowsFor(cell: Cell): Row[] {
  const harmless = ['none', 'time-out', 'abort', 'abort before sending'];
  return MATRIX.filter(({ disturbance = 'none' }) =>
    cell.transport === 'pipe' && disturbance === 'sending fails'
      ? true
      : harmless.includes(disturbance)
  );
}

async function leaveHanging(link: Link): Promise<void> {
  const sent = Array.from({ length: HANGING - 1 }, () =>
    provoke(link, HANG, 'none')
  );
  await provoke(link, HANG, 'client closes');
  await link.close();
  await Promise.all(sent);
}
