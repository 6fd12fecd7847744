/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { appendFileSync } from 'node:fs';
import Mocha from 'mocha';

/**
 * mocha's `spec` reporter, which also appends the totals of the run as one
 * line of JSON, `{passed, failed, skipped}`, to the file named by the
 * environment variable MOCHA_TOTALS_FILE.
 */
export default class TotalsReporter extends Mocha.reporters.Spec {
  /**
   * @param {Mocha.Runner} runner
   * @param {Mocha.MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    const file = process.env.MOCHA_TOTALS_FILE;
    if (!file) return;
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      const totals = { passed: passes, failed: failures, skipped: pending };
      appendFileSync(file, JSON.stringify(totals) + '\n');
    });
  }
}
