/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { program, runNode, tracing } from '../lib/node.mjs';
import { inRounds, paired } from '../lib/rounds.mjs';

export const title =
  '`McpServer.connect`, as stateless servers do for each request';

export async function measure({ rounds: count }) {
  const rows = [];
  for (const line of ['v1', 'v2']) {
    const variants = {
      bare: ['none', 'none'],
      peer: ['recording', 'peer'],
      ours: ['recording', 'ours'],
      'no SDK': ['none', 'ours'],
    };
    const rounds = await inRounds(count, variants, ([telemetry, name]) =>
      runNode([
        '--expose-gc',
        ...[program('connect.mjs'), line, telemetry, tracing(name)],
      ])
    );
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
