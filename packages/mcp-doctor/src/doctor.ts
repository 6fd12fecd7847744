/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { startOtlpReceiver } from 'opentelemetry-mcp-test-utils';
import { diagnose } from './checks/diagnose.ts';
import { makeReport, type Report } from './report/report.ts';
import type { DoctorOptions } from './run/doctor-options.ts';
import { commandEnvironment } from './run/environment.ts';
import { Examination } from './run/examination.ts';
import { Workspace } from './run/workspace.ts';

/**
 * Runs a command to its end and says what was wrong.
 *
 * @throws Error where the command cannot be started
 */
export async function runDoctor(options: DoctorOptions): Promise<Report> {
  const receiver = await startOtlpReceiver();
  const workspace = new Workspace();
  try {
    const env = commandEnvironment(
      process.env,
      workspace.nodeOptions(process.env['NODE_OPTIONS']),
      options.keepExporters === true ? undefined : receiver.url
    );
    const examination = new Examination(options, workspace, env);
    const evidence = await examination.run();
    return makeReport(evidence, diagnose(evidence), receiver);
  } finally {
    await receiver.close();
    workspace.remove();
  }
}
