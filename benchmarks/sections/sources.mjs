/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { fileURLToPath } from 'node:url';
import { writeApplication } from '../lib/application.mjs';
import { runNode } from '../lib/node.mjs';
import { inRounds, paired } from '../lib/rounds.mjs';

export const title = 'The look for bundled copies of the SDK';

const REGISTER = fileURLToPath(
  import.meta.resolve('opentelemetry-instrumentation-mcp/register')
);
const OFF = 'OTEL_INSTRUMENTATION_MCP_BUNDLED';

/** Start of an application of 1,000 modules, without and with the look at them. */
export async function measure({ rounds: count }) {
  const application = writeApplication();
  try {
    const rows = [];
    for (const [name, file] of [
      ['CommonJS', application.cjs],
      ['ES modules', application.esm],
    ]) {
      rows.push(await start(name, file, count * 3));
    }
    return rows;
  } finally {
    application.remove();
  }
}

async function start(name, file, count) {
  const flags = ['--import', REGISTER, file];
  const rounds = await inRounds(
    count,
    { bare: { [OFF]: 'false' }, ours: { [OFF]: 'true' } },
    async env => (await runNode(flags, undefined, env)).cpu
  );
  const added = paired(rounds, ({ bare, ours }) => ours - bare);
  return {
    what: `start of 1,000 modules, ${name}, CPU`,
    unit: 'ms',
    values: { bare: paired(rounds, ({ bare }) => bare), ours: added },
    costs: [
      {
        name: '`./register` without it',
        value: paired(rounds, ({ bare, ours }) => (100 * (ours - bare)) / bare),
        unit: '%',
        budget: 2,
      },
    ],
  };
}
