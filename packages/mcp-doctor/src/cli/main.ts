#!/usr/bin/env node
/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { readOptions, USAGE, UsageError } from './options.ts';
import { printReport } from '../report/report.ts';
import { runDoctor } from '../doctor.ts';
import { PACKAGE_NAME } from '../version.ts';

const FOUND = 1;
const WRONG_USAGE = 2;

/** Returns the exit code. Stdout is ours: no protocol runs over it. */
async function main(argv: readonly string[]): Promise<number> {
  try {
    const options = readOptions(argv);
    if (options === 'help') {
      process.stdout.write(USAGE);
      return 0;
    }
    const report = await runDoctor({
      ...options,
      stdin: process.stdin,
      log: text => process.stderr.write(`${PACKAGE_NAME}: ${text}\n`),
    });
    process.stdout.write(
      options.json
        ? `${JSON.stringify(report, null, 2)}\n`
        : printReport(report)
    );
    return report.healthy ? 0 : FOUND;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const usage = error instanceof UsageError ? `\n${USAGE}` : '';
    process.stderr.write(`${message}\n${usage}`);
    return WRONG_USAGE;
  }
}

void main(process.argv.slice(2)).then(code => {
  process.exitCode = code;
});
