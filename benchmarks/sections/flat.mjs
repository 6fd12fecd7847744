/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { program, tracing } from '../lib/node.mjs';
import { paired } from '../lib/rounds.mjs';
import { startTurns } from '../lib/turns.mjs';

export const title = 'CPU time of one call in memory, with many of something';

const CALLS = 1_000;
const LEVELS = {
  pending: [1, 100, 10_000],
  sessions: [1, 100, 1_000],
  past: [40_000, 400_000],
  payload: [1, 1_000_000],
};

export async function measure({ rounds: count }) {
  const rows = [];
  for (const [dimension, levels] of Object.entries(LEVELS)) {
    const rounds = await roundsOf(dimension, levels, count);
    const added = (round, level) =>
      round[`ours ${level}`] - round[`bare ${level}`];
    for (const level of levels.slice(1)) {
      rows.push({
        what: `${dimension}: ${level} beside ${levels[0]}`,
        unit: 'µs',
        values: {
          bare: paired(rounds, round => round[`bare ${level}`]),
          ours: paired(rounds, round => added(round, level)),
        },
        costs: [
          {
            name: `what ours adds with ${levels[0]}`,
            value: paired(
              rounds,
              round => added(round, level) / added(round, levels[0])
            ),
            unit: '×',
            budget: 1.25,
          },
        ],
      });
    }
  }
  return rows;
}

async function roundsOf(dimension, levels, count) {
  const variants = {};
  for (const level of levels) {
    for (const [column, telemetry, name] of [
      ['bare', 'none', 'none'],
      ['ours', 'recording', 'ours'],
    ]) {
      variants[`${column} ${level}`] = [
        ...[program('flat.mjs'), 'v1', telemetry, tracing(name)],
        ...[dimension, String(level)],
      ];
    }
  }
  const turns = await startTurns(variants);
  await turns.warmUp(2, CALLS);
  const rounds = await turns.rounds(count, CALLS);
  await turns.end();
  return rounds;
}
