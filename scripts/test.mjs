/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// `npm test` = `node scripts/test.mjs [--node=current|<path>] [step...]`
//
// Prepares the workspace and runs the steps (default: all of them) in lanes, each
// up to its first that fails, whose exit code it returns. Tools and tests run on the
// pinned Node. With `--node`, or a path in the environment variable
// MCP_TEST_NODE, another Node runs the unit tests, and every program which the
// packaging and end-to-end tests start.
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare } from './lib/prepare.mjs';
import { start } from './lib/run.mjs';
import { LANES, STEPS } from './lib/steps.mjs';
import { readTotals } from './lib/totals.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { node: { type: 'string' } },
});
const unknown = positionals.filter(name => !Object.hasOwn(STEPS, name));
if (unknown.length > 0) {
  const known = Object.keys(STEPS).join(', ');
  console.error(`No such step: ${unknown.join(', ')}. There are: ${known}`);
  process.exit(2);
}

// Settings of the developer's shell would reach the programs under test.
for (const name of Object.keys(process.env)) {
  if (name.startsWith('OTEL_') || name === 'NODE_OPTIONS') {
    Reflect.deleteProperty(process.env, name);
  }
}
if (values.node) {
  process.env.MCP_TEST_NODE =
    values.node === 'current' ? process.execPath : values.node;
}

prepare();
const folder = mkdtempSync(join(tmpdir(), 'mcp-test-'));
process.env.MOCHA_TOTALS_FILE = join(folder, 'totals');
process.exitCode = await runLanes();
const totals = readTotals(process.env.MOCHA_TOTALS_FILE);
if (totals) {
  const { passed, failed, skipped } = totals;
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
}
rmSync(folder, { recursive: true });

/**
 * The first lane writes to the terminal, the others when it has ended.
 *
 * @returns {Promise<number>} exit code of a command that fails, else 0
 */
async function runLanes() {
  const lanes = LANES.map((steps, index) => ({
    steps: steps.filter(isWanted),
    output: join(folder, `lane-${index}`),
  })).filter(({ steps }) => steps.length > 0);
  const codes = await Promise.all(
    lanes.map(({ steps, output }, index) =>
      runSteps(steps, index === 0 ? 'inherit' : openSync(output, 'a'))
    )
  );
  for (const { output } of lanes.slice(1)) {
    process.stdout.write(readFileSync(output));
  }
  lanes.forEach(({ steps }, index) => {
    console.log(`${steps.join(', ')}: exit code ${codes[index]}`);
  });
  return codes.find(code => code !== 0) ?? 0;
}

/** @param {string} name */
function isWanted(name) {
  return positionals.length === 0 || positionals.includes(name);
}

/**
 * @param {string[]} names
 * @param {number | 'inherit'} output
 * @returns {Promise<number>} exit code of the first command that fails, else 0
 */
async function runSteps(names, output) {
  for (const name of names) {
    console.log(`> ${name}`);
    for (const [command, ...args] of STEPS[name]?.() ?? []) {
      const code = await start(command, args, output);
      if (code !== 0) {
        console.error(`Step "${name}" failed with exit code ${code}`);
        return code;
      }
    }
  }
  return 0;
}
