/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { parseArgs } from 'node:util';
import type { DoctorOptions, Role } from '../run/doctor-options.ts';

export interface CliOptions extends DoctorOptions {
  readonly json: boolean;
}

/** The command line is wrong; the message says how. */
export class UsageError extends Error {}

export const USAGE = `Usage: opentelemetry-mcp-doctor [options] -- <command> [args...]

Runs an MCP server or host, watches a real exchange of messages, and says why
half of its trace is missing.

Options:
  --stdio            the command is an MCP server over stdio
  --url <url>        the command is an MCP server over HTTP, at this URL
  --host             the command is a program with MCP clients: watch it until it
                     ends, and the servers that it starts
                     (default: what the command turns out to be)
  --timeout <s>      longest wait for the command to do anything (default: 15);
                     a host may run for 20 times as long
  --keep-exporters   leave telemetry to the exporters of the command
                     (default: OTLP goes to the doctor, and no further)
  --json             print the report as JSON
  --help             print this

Exit code: 0 no error found, 1 at least one error, 2 wrong usage.
`;

/**
 * @param argv what stands after the program's name
 * @returns 'help' where the user asked for it
 * @throws UsageError
 */
export function readOptions(argv: readonly string[]): CliOptions | 'help' {
  const split = argv.indexOf('--');
  const own = split < 0 ? argv : argv.slice(0, split);
  const values = parse(own);
  if (values.help === true) {
    return 'help';
  }
  const [command, ...args] = split < 0 ? [] : argv.slice(split + 1);
  if (command === undefined) {
    throw new UsageError('What to run is missing: -- <command>');
  }
  return {
    command,
    args,
    ...roleOf(values),
    timeoutMs: 1_000 * seconds(values.timeout ?? '15'),
    json: values.json === true,
    keepExporters: values['keep-exporters'] === true,
  };
}

interface Values {
  readonly stdio?: boolean | undefined;
  readonly host?: boolean | undefined;
  readonly url?: string | undefined;
  readonly timeout?: string | undefined;
  readonly json?: boolean | undefined;
  readonly 'keep-exporters'?: boolean | undefined;
  readonly help?: boolean | undefined;
}

function parse(args: readonly string[]): Values {
  try {
    return parseArgs({
      args: [...args],
      options: {
        stdio: { type: 'boolean' },
        host: { type: 'boolean' },
        url: { type: 'string' },
        timeout: { type: 'string' },
        json: { type: 'boolean' },
        'keep-exporters': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : '');
  }
}

function roleOf({ stdio, host, url }: Values): { role?: Role; url?: URL } {
  const given = [stdio === true, host === true, url !== undefined];
  if (given.filter(Boolean).length > 1) {
    throw new UsageError('--stdio, --url and --host exclude each other');
  }
  if (url !== undefined) {
    if (!/^https?:/.test(url) || !URL.canParse(url)) {
      throw new UsageError(`--url: ${url} is not an HTTP URL`);
    }
    return { role: 'http-server', url: new URL(url) };
  }
  if (stdio === true) {
    return { role: 'stdio-server' };
  }
  return host === true ? { role: 'host' } : {};
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0)) {
    throw new UsageError(`--timeout: ${text} is not a number of seconds`);
  }
  return value;
}
