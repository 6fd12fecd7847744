/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { program, tracing } from '../lib/node.mjs';
import { inRounds, paired } from '../lib/rounds.mjs';
import { besideFloor } from '../lib/row.mjs';
import { startTurns } from '../lib/turns.mjs';

export const title = 'CPU time of one call over stdio, 16 in flight';

const CALLS = 2_000;
/** A hundred thousand calls: V8 has compiled what it is going to compile. */
const WARM_UP = 50;

export async function measure({ rounds }) {
  const rows = [];
  for (const line of ['v1', 'v2']) rows.push(...(await ofLine(line, rounds)));
  return rows;
}

async function ofLine(line, count) {
  const turns = await startTurns(variantsOf(line));
  await turns.warmUp(WARM_UP, CALLS);
  const rounds = await turns.rounds(count, CALLS);
  await turns.end();
  return [...inSteadyState(line, rounds), await inYouth(line, count)];
}

function variantsOf(line) {
  const client = program('stdio-client.mjs');
  const variants = {
    bare: [client, line, 'none', tracing('none')],
    'no SDK': [client, line, 'none', tracing('ours')],
  };
  for (const telemetry of ['recording', 'not-sampled']) {
    for (const name of ['floor', 'peer', 'ours']) {
      variants[`${telemetry} ${name}`] = [
        ...[client, line, telemetry, tracing(name)],
      ];
    }
  }
  return variants;
}

function inSteadyState(line, rounds) {
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

/** What the first calls of a process cost, most of which is V8's work. */
async function inYouth(line, count) {
  const { bare, ...variants } = variantsOf(line);
  const recording = {
    bare,
    floor: variants['recording floor'],
    peer: variants['recording peer'],
    ours: variants['recording ours'],
  };
  const rounds = await inRounds(count, { recording }, async variants => {
    const turns = await startTurns(variants);
    const first = await turns.take(CALLS);
    await turns.end();
    return first;
  });
  const within = use => paired(rounds, round => use(n => round.recording[n]));
  return besideFloor(
    `${line}, recording, the first ${CALLS.toLocaleString('en')} calls`,
    'µs',
    name => within(value => value(name)),
    within,
    {}
  );
}
