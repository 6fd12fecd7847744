/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * Prints what one `tools/call` allocates, and what the budgets allow.
 *
 *   npm run build && node test-fixtures/cost/table.mjs [v1|v2]
 */

import { VARIANTS, countBytes, judge } from './bytes.mjs';

const lines = process.argv.length > 2 ? process.argv.slice(2) : ['v1', 'v2'];
for (const line of lines) {
  const counted = await countBytes(line, VARIANTS);
  console.log(`\n${line}: bytes per tools/call`);
  for (const [name, bytes] of Object.entries(counted)) {
    const added = Math.round(bytes - counted.bare);
    console.log(`  ${name.padEnd(20)}${Math.round(bytes)} (+${added})`);
  }
  for (const { name, cost, budget, unit } of judge(counted)) {
    const met = cost <= budget ? 'met' : 'NOT MET';
    const digits = unit === 'bytes' ? 0 : 2;
    console.log(
      `  ${name}: ${cost.toFixed(digits)} ${unit} of ${budget}: ${met}`
    );
  }
}
