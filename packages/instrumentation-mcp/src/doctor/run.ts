/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Evidence } from './case.ts';
import { Command, type Exit } from './command.ts';
import { commandEnvironment } from './environment.ts';
import { diagnose } from './diagnose.ts';
import { Conversation, type ExchangeFacts } from './exchange/conversation.ts';
import { HttpLink } from './exchange/http-link.ts';
import { StdioLink } from './exchange/stdio-link.ts';
import type { ProcessFacts } from './facts.ts';
import type { DoctorOptions, Role } from './options.ts';
import { Receiver } from './receiver.ts';
import { makeReport, type Report } from './report.ts';
import { Workspace } from './workspace.ts';

/**
 * Runs the command to its end and says what was wrong.
 *
 * @throws Error where the command cannot be started
 */
export async function runDoctor(options: DoctorOptions): Promise<Report> {
  const receiver = new Receiver();
  const workspace = new Workspace();
  try {
    const endpoint = await receiver.start();
    const env = commandEnvironment(
      process.env,
      workspace.nodeOptions(process.env['NODE_OPTIONS']),
      options.keepExporters ? undefined : endpoint
    );
    const examination = new Examination(options, workspace, env);
    const evidence = await examination.run();
    return makeReport(evidence, diagnose(evidence), receiver.received);
  } finally {
    receiver.stop();
    workspace.remove();
  }
}

class Examination {
  private readonly _options: DoctorOptions;
  private readonly _workspace: Workspace;
  private readonly _command: Command;
  private readonly _stdio = new StdioLink(line => {
    this._command.write(line);
  });
  private _role: Role | undefined;
  private _exit: Exit | undefined;

  constructor(
    options: DoctorOptions,
    workspace: Workspace,
    env: Readonly<Record<string, string | undefined>>
  ) {
    this._options = options;
    this._workspace = workspace;
    this._role = options.role;
    const { command, args } = options;
    this._command = new Command(command, args, env, line => {
      if (this._role === 'stdio-server' || this._role === undefined) {
        this._stdio.receive(line);
      } else {
        // Our own stdout has the report, and nothing else.
        process.stderr.write(`${line}\n`);
      }
    });
  }

  async run(): Promise<Evidence> {
    if (this._command.pid === undefined) {
      await this._command.exited;
    }
    const role = this._role ?? (await this._detectRole());
    this._role = role;
    const exchange = await this._examine(role);
    return {
      role,
      processes: this._workspace.read(),
      ...(exchange === undefined ? {} : { exchange }),
      ...(this._exit === undefined ? {} : { exit: this._exit }),
      strayLines: role === 'stdio-server' ? this._stdio.strayLines : [],
    };
  }

  private async _examine(role: Role): Promise<ExchangeFacts | undefined> {
    const { timeoutMs } = this._options;
    if (role === 'host') {
      await this._watchHost();
      this._exit = this._command.exit;
      return undefined;
    }
    const exchange =
      role === 'stdio-server'
        ? await new Conversation(this._stdio, timeoutMs).hold('stdio')
        : await this._speakHttp();
    this._exit = this._command.exit;
    if (this._command.running) {
      await this._workspace.inspect(timeoutMs);
      // A real server lives longer than its detectors of resources take.
      await this._workspace.waitFor(
        facts =>
          !facts.some(
            ({ telemetry, exited }) => telemetry.resourcePending && !exited
          ),
        timeoutMs
      );
    }
    await this._command.stop(role === 'stdio-server' ? 'stdin' : 'signal');
    return exchange;
  }

  private async _speakHttp(): Promise<ExchangeFacts> {
    const { timeoutMs } = this._options;
    const url = this._options.url ?? (await this._guessUrl());
    await this._workspace.waitFor(
      facts => facts.some(({ ports }) => ports.includes(portOf(url))),
      timeoutMs
    );
    const link = new HttpLink(url);
    const exchange = await new Conversation(link, timeoutMs).hold('http');
    await link.close();
    return exchange;
  }

  private async _guessUrl(): Promise<URL> {
    await this._workspace.waitFor(hasPort, this._options.timeoutMs);
    const [port = 80] = this._workspace.read().flatMap(({ ports }) => ports);
    return new URL(`http://127.0.0.1:${port}/mcp`);
  }

  /** Until it ends: what it does is its own matter. */
  private async _watchHost(): Promise<void> {
    this._command.connect(process.stdin);
    const interrupt = () => {
      this._command.interrupt();
    };
    process.on('SIGINT', interrupt);
    await this._command.exited;
    process.removeListener('SIGINT', interrupt);
    process.stdin.unpipe();
    process.stdin.pause();
  }

  /** A host shows itself by its children, a server by what it waits for. */
  private async _detectRole(): Promise<Role> {
    let role: Role | undefined;
    const detect = (facts: ProcessFacts[]) => {
      if (facts.some(({ spawned }) => spawned.some(({ mcp }) => mcp))) {
        role = 'host';
      } else if (hasPort(facts)) {
        role = 'http-server';
      } else if (facts.some(({ readsStdin }) => readsStdin)) {
        role = 'stdio-server';
      }
      return role !== undefined || !this._command.running;
    };
    await this._workspace.waitFor(detect, this._options.timeoutMs);
    return role ?? (this._command.running ? 'stdio-server' : 'host');
  }
}

function hasPort(facts: readonly ProcessFacts[]): boolean {
  return facts.some(({ ports }) => ports.length > 0);
}

function portOf({ port, protocol }: URL): number {
  return Number(port) || (protocol === 'https:' ? 443 : 80);
}
