/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { program, runNode, tracing } from '../lib/node.mjs';
import { inRounds, paired } from '../lib/rounds.mjs';

export const title = 'CPU time of one call in memory, with many of something';

const LEVELS = {
  pending: [1, 100, 10_000],
  sessions: [1, 100, 1_000],
  past: [20_000, 200_000],
  payload: [1, 1_000_000],
};

export async function measure({ rounds: count }) {
  const rows = [];
  for (const [dimension, levels] of Object.entries(LEVELS)) {
    const variants = {};
    for (const level of levels) {
      variants[`bare ${level}`] = ['none', 'none', level];
      variants[`ours ${level}`] = ['recording', 'ours', level];
    }
    const rounds = await inRounds(count, variants, ([telemetry, name, level]) =>
      runNode([
        program('flat.mjs'),
        ...['v1', telemetry, tracing(name), dimension, String(level)],
      ])
    );
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
