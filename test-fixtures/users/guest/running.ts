/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  startFixture,
  type Exit,
  type Fixture,
} from 'opentelemetry-mcp-test-utils';
import { join } from 'node:path';
import { userMachine } from '../machine.ts';
import type { NodeLine } from '../nodes.ts';

export const REGISTER = [
  '--import',
  'opentelemetry-instrumentation-mcp/register',
];
export const AUTO = ['--import', 'opentelemetry-instrumentation-mcp/auto'];
export const PEER = [
  '--import',
  '@opentelemetry/auto-instrumentations-node/register',
];

export const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** An OpenTelemetry SDK that exports nothing. */
export const QUIET = {
  OTEL_TRACES_EXPORTER: 'none',
  OTEL_METRICS_EXPORTER: 'none',
  OTEL_LOGS_EXPORTER: 'none',
  OTEL_NODE_RESOURCE_DETECTORS: 'none',
};

/** How a program is started. */
export interface Run {
  readonly execArgv?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Programs on a machine of a user. */
export interface Programs {
  readonly folder: string;
  readonly node: string;
  start(file: string, run?: Run): Promise<Fixture>;
}

/** Copies a folder that is beside this file to a machine of a user. */
export async function programsOn(
  line: NodeLine,
  name: string
): Promise<Programs> {
  const machine = await userMachine(line);
  const folder = machine.place(join(import.meta.dirname, name));
  const { node } = machine;
  return {
    folder,
    node,
    start: (file, run) =>
      startFixture({ file, cwd: folder, nodePath: node, ...run }),
  };
}

/** How it ends; what is still alive after seconds is alive for ever. */
export async function end(program: Fixture): Promise<Exit> {
  const late = setTimeout(() => {
    try {
      process.kill(program.pid, 'SIGKILL');
    } catch {
      // It has ended, and a child of it holds its output.
    }
  }, 10_000);
  const exit = await program.exited;
  clearTimeout(late);
  return exit;
}
