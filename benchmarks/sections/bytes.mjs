/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { countBytes } from '../../test-fixtures/cost/bytes.mjs';
import { PINNED_NODE, tracing } from '../lib/node.mjs';
import { besideFloor } from '../lib/row.mjs';

export const title = 'Bytes allocated by one call, in memory';

/** Counts do not depend on how busy the machine is: one round is enough. */
export async function measure() {
  const rows = [];
  for (const line of ['v1', 'v2']) {
    for (const telemetry of ['recording', 'not-sampled', 'metrics']) {
      rows.push(await besides(line, telemetry));
    }
    rows.push(...(await alone(line)));
  }
  return rows;
}

async function besides(line, telemetry) {
  const counted = await countBytes(
    line,
    {
      bare: ['none', 'none'],
      floor: [telemetry, 'floor'],
      peer: [telemetry, new URL(tracing('peer'))],
      ours: [telemetry, 'ours'],
    },
    PINNED_NODE
  );
  const valueOf = name => counted[name];
  // the floor has no metrics to compare with
  const floor = telemetry === 'metrics' ? undefined : 1.1;
  return besideFloor(
    `${line}, ${telemetry}`,
    'bytes',
    valueOf,
    use => use(valueOf),
    {
      floor,
    }
  );
}

async function alone(line) {
  const counted = await countBytes(
    line,
    {
      bare: ['none', 'none'],
      'no SDK': ['none', 'ours'],
      disabled: ['recording', 'disabled'],
    },
    PINNED_NODE
  );
  return ['no SDK', 'disabled'].map(name => {
    const value = counted[name] - counted.bare;
    return {
      what: `${line}, ${name}`,
      unit: 'bytes',
      values: { bare: counted.bare, ours: value },
      costs: [{ name: 'bare', value, unit: 'bytes', budget: 500 }],
    };
  });
}
