/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { program, runNode, tracing } from '../lib/node.mjs';
import { inRounds, paired } from '../lib/rounds.mjs';
import { besideFloor } from '../lib/row.mjs';

export const title = 'CPU time of one call over stdio, 16 in flight';

/** As many to warm up: V8 compiles for the first ten thousand. */
const CALLS = 20_000;

export async function measure({ rounds }) {
  const rows = [];
  for (const line of ['v1', 'v2']) rows.push(...(await ofLine(line, rounds)));
  return rows;
}

async function ofLine(line, count) {
  const variants = { bare: ['none', 'none'], 'no SDK': ['none', 'ours'] };
  for (const telemetry of ['recording', 'not-sampled']) {
    for (const name of ['floor', 'peer', 'ours']) {
      variants[`${telemetry} ${name}`] = [telemetry, name];
    }
  }
  const rounds = await inRounds(count, variants, ([telemetry, name]) =>
    runNode([
      program('stdio-client.mjs'),
      ...[line, telemetry, tracing(name), String(CALLS)],
    ])
  );
  const rows = ['recording', 'not-sampled'].map(telemetry => {
    const within = use =>
      paired(rounds, round =>
        use(name => round[name === 'bare' ? name : `${telemetry} ${name}`])
      );
    const valueOf = name => within(value => value(name));
    const peer = telemetry === 'recording' ? 0.8 : undefined;
    return besideFloor(`${line}, ${telemetry}`, 'µs', valueOf, within, {
      floor: 1.15,
      peer,
    });
  });
  const ratio = paired(rounds, round => round['no SDK'] / round.bare);
  return [
    ...rows,
    {
      what: `${line}, no SDK`,
      unit: 'µs',
      values: {
        bare: paired(rounds, round => round.bare),
        ours: paired(rounds, round => round['no SDK'] - round.bare),
      },
      costs: [{ name: 'bare', value: ratio, unit: '×', budget: 1.02 }],
    },
  ];
}
