/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { program, tracing } from '../lib/node.mjs';
import { paired } from '../lib/rounds.mjs';
import { startTurns } from '../lib/turns.mjs';

export const title =
  '`McpServer.connect`, as stateless servers do for each request';

const CONNECTS = 500;
const WARM_UP = 60;

export async function measure({ rounds: count }) {
  const rows = [];
  for (const line of ['v1', 'v2']) {
    const variant = (telemetry, name) => [
      ...[program('connect.mjs'), line, telemetry, tracing(name)],
    ];
    const turns = await startTurns({
      bare: variant('none', 'none'),
      peer: variant('recording', 'peer'),
      ours: variant('recording', 'ours'),
      'no SDK': variant('none', 'ours'),
    });
    await turns.warmUp(WARM_UP, CONNECTS);
    const rounds = await turns.rounds(count, CONNECTS);
    await turns.end();
    const bare = paired(rounds, round => round.bare);
    const added = name => paired(rounds, round => round[name] - round.bare);
    for (const [what, name, budget] of [
      ['recording', 'ours', 0.5],
      ['no SDK', 'no SDK', 0.5],
    ]) {
      rows.push({
        what: `${line}, ${what}`,
        unit: 'µs',
        values: {
          bare,
          ...(name === 'ours' && { peer: added('peer') }),
          ours: added(name),
        },
        costs: [{ name: 'bare', value: added(name), unit: 'µs', budget }],
      });
    }
  }
  return rows;
}
