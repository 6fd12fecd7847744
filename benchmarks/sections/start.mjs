/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { fileURLToPath } from 'node:url';
import { program, runNode } from '../lib/node.mjs';
import { inRounds, paired } from '../lib/rounds.mjs';

export const title = 'A process that has nothing to do with MCP';

const REGISTER = fileURLToPath(
  import.meta.resolve('opentelemetry-instrumentation-mcp/register')
);
const FLAGS = {
  bare: [],
  base: ['--import', program('base.mjs')],
  ours: ['--import', REGISTER],
};

export async function measure({ rounds: count }) {
  const started = await inRounds(count * 3, FLAGS, flags =>
    runNode([...flags, program('start.cjs')])
  );
  const withHooks = { ...FLAGS, hooks: ['--import', program('hooks.mjs')] };
  const required = await inRounds(count, withHooks, flags =>
    runNode([...flags, program('requires.cjs')])
  );
  const { bare, ours } = FLAGS;
  const active = await inRounds(count, { bare, ours }, flags =>
    runNode([...flags, program('active.mjs')])
  );
  return [
    beside('start of `./register`, CPU', 'ms', started, r => r.cpu, 'bare', 70),
    beside(
      'start of `./register`, memory',
      'MB',
      started,
      r => r.rss,
      'bare',
      20
    ),
    beside('one `require()`', 'µs', required, r => r, 'hooks', 2),
    beside('`context.active()`', 'ns', active, r => r, 'bare', 0.5),
  ];
}

function beside(what, unit, rounds, valueOf, other, budget) {
  const added = (name, from) =>
    paired(rounds, round => valueOf(round[name]) - valueOf(round[from]));
  return {
    what,
    unit,
    values: {
      bare: paired(rounds, round => valueOf(round.bare)),
      ...('base' in rounds[0] && { base: added('base', 'bare') }),
      ...('hooks' in rounds[0] && { hooks: added('hooks', 'bare') }),
      ours: added('ours', 'bare'),
    },
    costs: [
      {
        name: other === 'hooks' ? 'hooks that do nothing' : 'bare',
        value: added('ours', other),
        unit,
        budget,
      },
    ],
  };
}
