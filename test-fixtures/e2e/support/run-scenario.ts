/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  startFixture,
  startOtlpReceiver,
  type Fixture,
  type MetricRecord,
  type SpanRecord,
} from 'opentelemetry-mcp-test-utils';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Format, Kind, Line, SetUp } from './cells.ts';
import { startDownstream } from './downstream.ts';
import { programsRoot } from './installed.ts';
import { isReport } from './reports.ts';

type Program = 'client' | 'server';

export interface Scenario {
  readonly name: 'operations' | 'concurrent' | 'failures' | 'traces';
  readonly line: Line;
  readonly kind: Kind;
  readonly format: Format;
  /** How both programs are set up; none: a run without any telemetry. */
  readonly setUp?: SetUp;
  /** Only one side is set up. */
  readonly only?: Program;
  /** How many processes are set up; default: both, or the only one. */
  readonly processes?: number;
  /**
   * Tells that all spans have arrived, where the set-up does not report.
   */
  readonly complete?: (spans: readonly SpanRecord[]) => boolean;
  /** Runs the variants of the programs that start NodeSDK by themselves. */
  readonly startsSdk?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** Holds the programs; default: that of the line's version of the SDK. */
  readonly root?: string;
  /** Default: MCP_TEST_NODE or the Node that runs the tests. */
  readonly node?: string;
}

export interface Run {
  /** What the client got, as JSON. */
  readonly results: unknown;
  /** All spans of both processes but their reports. */
  readonly spans: readonly SpanRecord[];
  /** Names of spans which were started and never ended. */
  readonly openSpans: readonly string[];
  /** Raw bytes to and from the stdio server. */
  readonly wire: Readonly<Record<'stdin' | 'stdout', string>>;
  readonly metrics: readonly MetricRecord[];
  /** Of the client, and of a server on stdio, whose stderr it inherits. */
  readonly stderr: string;
}

const TIMEOUT_MS = 60_000;
const NODE = process.env['MCP_TEST_NODE'] ?? process.execPath;

/** Runs a client and its server to the end of both. */
export async function runScenario(scenario: Scenario): Promise<Run> {
  const receiver = await startOtlpReceiver();
  const downstream = await startDownstream();
  const wireFolder = mkdtempSync(join(tmpdir(), 'mcp-wire-'));
  const env = {
    DOWNSTREAM_URL: downstream.url,
    MCP_ERA: scenario.line.era,
    MCP_SCENARIO: scenario.name,
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    NODE_NO_WARNINGS: '1',
    ...scenario.env,
  };
  let server: Fixture | undefined;
  try {
    const run = new Programs(scenario, env, wireFolder);
    server = hasOwnServer(scenario) ? await run.startServer() : undefined;
    const client = await run.startClient(server);
    const exit = await client.exited;
    const message = client.messages[0];
    if (exit.code !== 0 || message === undefined) {
      throw new Error(
        `The client failed: ${client.stderr}\n${server?.stderr ?? ''}`
      );
    }
    await server?.stop({ stdinEndMs: 10_000 });
    const all = await receiver.waitForSpans(
      scenario.complete ??
        (spans => spans.filter(isReport).length >= tracedProcesses(scenario)),
      { timeoutMs: TIMEOUT_MS }
    );
    return {
      results: (message as { results: unknown }).results,
      spans: all.filter(span => !isReport(span)),
      metrics: receiver.metrics(),
      openSpans: all.filter(isReport).flatMap(openSpansOf),
      wire: {
        stdin: recorded(wireFolder, 'stdin'),
        stdout: recorded(wireFolder, 'stdout'),
      },
      stderr: client.stderr,
    };
  } finally {
    await server?.stop();
    downstream.close();
    await receiver.close();
    rmSync(wireFolder, { recursive: true, force: true });
  }
}

/** Whether the server is started beside the client. */
function hasOwnServer({ kind }: Scenario): boolean {
  return kind !== 'stdio' && kind !== 'memory';
}

function tracedProcesses(scenario: Scenario): number {
  const { line, kind, setUp, only, processes } = scenario;
  if (setUp === undefined) return 0;
  if (processes !== undefined) return processes;
  if (kind === 'memory') return 1;
  // on stdio the client of v2 asks for the era in a process of its own
  const servers = kind === 'stdio' && line.era === 'modern' ? 2 : 1;
  return (only === 'server' ? 0 : 1) + (only === 'client' ? 0 : servers);
}

function openSpansOf({ attributes, service }: SpanRecord): string[] {
  const names = attributes['test.open_spans'];
  return Array.isArray(names)
    ? names.map(name => `${service}: ${String(name)}`)
    : [];
}

function recorded(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch {
    return '';
  }
}

type Env = Readonly<Record<string, string>>;

const SCHEMES: Partial<Record<Kind, string>> = {
  http: 'http',
  sse: 'http',
  ws: 'ws',
  lines: 'tcp',
};

class Programs {
  private readonly _scenario: Scenario;
  private readonly _env: Env;
  private readonly _wireFolder: string;
  private readonly _root: string;
  private readonly _folder: string;
  private readonly _node: string;

  constructor(scenario: Scenario, env: Env, wireFolder: string) {
    const { line, root = programsRoot(line.installed) } = scenario;
    this._scenario = scenario;
    this._env = env;
    this._wireFolder = wireFolder;
    this._root = root;
    this._folder = join(root, 'programs', line.programs);
    this._node = scenario.node ?? NODE;
  }

  startServer(): Promise<Fixture> {
    return startFixture({
      file: this._file('server'),
      args: [this._scenario.kind],
      execArgv: this._flags('server'),
      env: { ...this._env, OTEL_SERVICE_NAME: 'server' },
      nodePath: this._node,
      cwd: this._root,
      ready: { on: 'stderr', match: /listening on (\d+);/ },
      readyTimeoutMs: TIMEOUT_MS,
    });
  }

  startClient(server: Fixture | undefined): Promise<Fixture> {
    const port = server?.readyMatch?.[1] ?? '';
    const target =
      server === undefined
        ? this._stdioServer()
        : { url: `${SCHEMES[this._scenario.kind]}://127.0.0.1:${port}/mcp` };
    return startFixture({
      file: this._file('client'),
      args: [this._scenario.kind],
      execArgv: this._flags('client'),
      env: {
        ...this._env,
        OTEL_SERVICE_NAME: 'client',
        MCP_SERVER: JSON.stringify(target),
      },
      nodePath: this._node,
      cwd: this._root,
      ipc: true,
    });
  }

  /** What the client is to spawn. The SDK hands on no `OTEL_*` by itself. */
  private _stdioServer() {
    return {
      command: this._node,
      args: [
        join(this._root, 'programs', 'tee.mjs'),
        this._wireFolder,
        ...this._flags('server'),
        this._file('server'),
        'stdio',
      ],
      env: { ...this._env, OTEL_SERVICE_NAME: 'server' },
    };
  }

  private _file(program: Program): string {
    if (this._scenario.kind === 'memory') {
      return join(this._folder, 'memory.mjs');
    }
    const variant = this._scenario.startsSdk === true ? '-with-sdk' : '';
    const name = `${program}${variant}.${this._format(program)}`;
    return join(this._folder, name);
  }

  private _flags(program: Program): readonly string[] {
    const { setUp, only = program } = this._scenario;
    return only === program
      ? (setUp?.execArgv(this._format(program)) ?? [])
      : [];
  }

  /** The client of the legacy transport requires a package that is ESM only. */
  private _format(program: Program): Format {
    const { kind, format } = this._scenario;
    return kind === 'sse' && program === 'client' ? 'mjs' : format;
  }
}
