/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { startOtlpReceiver } from 'opentelemetry-mcp-test-utils';
import { diagnose } from './checks/diagnose.ts';
import { makeReport, type Report } from './report/report.ts';
import type { DoctorOptions } from './run/doctor-options.ts';
import {
  readCommandLine,
  withPreload,
  type CommandLine,
} from './run/command-line.ts';
import { addedNames, commandEnvironment } from './run/environment.ts';
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
    const examination = new Examination(
      options,
      probed(options, workspace, receiver.url),
      workspace
    );
    const observations = await examination.run();
    const evidence = { ...observations, received: receiver.spans() };
    return makeReport(evidence, diagnose(evidence), receiver);
  } finally {
    await receiver.close();
    workspace.remove();
  }
}

/** The command with the probe, and OTLP to the doctor. */
function probed(
  { command, args, keepExporters }: DoctorOptions,
  workspace: Workspace,
  url: string
): CommandLine {
  const line = readCommandLine([command, ...args], process.env);
  const given = line.variables;
  const endpoint = keepExporters === true ? undefined : url;
  const nodeOptions = workspace.nodeOptions(
    given['NODE_OPTIONS'],
    addedNames(given, endpoint)
  );
  const variables = commandEnvironment(given, nodeOptions, endpoint);
  return withPreload({ ...line, variables }, workspace.preload);
}
