/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { ProcessFacts } from '../probe/facts.ts';
import { Command, type Exit } from './command.ts';
import { Conversation, type ExchangeFacts } from './conversation.ts';
import type { DoctorOptions, Role } from './doctor-options.ts';
import type { Evidence } from './evidence.ts';
import { HttpLink } from './http-link.ts';
import { StdioLink } from './stdio-link.ts';
import type { Workspace } from './workspace.ts';

const DEFAULT_TIMEOUT_MS = 15_000;

/** Runs the command, and sees to it that MCP is spoken with it. */
export class Examination {
  private readonly _options: DoctorOptions;
  private readonly _timeoutMs: number;
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
    this._timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
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
    if (role === 'host') {
      await this._watchHost();
      this._exit = this._command.exit;
      return undefined;
    }
    const exchange =
      role === 'stdio-server'
        ? await new Conversation(this._stdio, this._timeoutMs).hold('stdio')
        : await this._speakHttp();
    this._exit = this._command.exit;
    if (this._command.running) {
      await this._workspace.inspect(this._timeoutMs);
      // A real server lives longer than its detectors of resources take.
      await this._workspace.waitFor(
        facts =>
          !facts.some(
            ({ telemetry, exited }) => telemetry.resourcePending && !exited
          ),
        this._timeoutMs
      );
    }
    await this._command.stop(role === 'stdio-server' ? 'stdin' : 'signal');
    return exchange;
  }

  private async _speakHttp(): Promise<ExchangeFacts> {
    const url = this._options.url ?? (await this._guessUrl());
    await this._workspace.waitFor(
      facts => facts.some(({ ports }) => ports.includes(portOf(url))),
      this._timeoutMs
    );
    const link = new HttpLink(url);
    const exchange = await new Conversation(link, this._timeoutMs).hold('http');
    await link.close();
    return exchange;
  }

  private async _guessUrl(): Promise<URL> {
    await this._workspace.waitFor(hasPort, this._timeoutMs);
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
    await this._workspace.waitFor(detect, this._timeoutMs);
    return role ?? (this._command.running ? 'stdio-server' : 'host');
  }
}

function hasPort(facts: readonly ProcessFacts[]): boolean {
  return facts.some(({ ports }) => ports.length > 0);
}

function portOf({ port, protocol }: URL): number {
  return Number(port) || (protocol === 'https:' ? 443 : 80);
}
