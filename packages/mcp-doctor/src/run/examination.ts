/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { Command } from './command.ts';
import type { CommandLine } from './command-line.ts';
import { Conversation, type ExchangeFacts } from './conversation.ts';
import type { DoctorOptions, Role } from './doctor-options.ts';
import { WatchLimit, type WatchEnd } from './end-of-watch.ts';
import type { Observations } from './evidence.ts';
import { HttpLink } from './http-link.ts';
import { countOf, roleOf, signsOf, type Signs } from './roles.ts';
import { StdioLink } from './stdio-link.ts';
import type { Workspace } from './workspace.ts';

const DEFAULT_TIMEOUT_MS = 15_000;
/** How long a host is watched that never stops, in timeouts. */
const LONGEST_WATCH = 20;
/** What else a starting program is going to do follows soon. */
const SETTLE_MS = 300;

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
  private _lines = 0;

  constructor(options: DoctorOptions, line: CommandLine, workspace: Workspace) {
    this._options = options;
    this._timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    this._workspace = workspace;
    this._role = options.role;
    this._command = new Command(line, text => {
      this._lines += 1;
      if (this._role === 'stdio-server' || this._role === undefined) {
        this._stdio.receive(text);
      } else {
        // The doctor's own stdout has the report, and nothing else.
        process.stderr.write(`${text}\n`);
      }
    });
  }

  async run(): Promise<Observations> {
    if (this._command.pid === undefined) {
      await this._command.exited;
    }
    let role = this._options.role ?? (await this._detectRole());
    let exchange: ExchangeFacts | undefined;
    let watchEnd: WatchEnd | undefined;
    this._role = role;
    if (role === 'host') {
      watchEnd = await this._watchHost();
      role = this._role;
    }
    if (role !== 'host') {
      exchange = await this._speak(role);
      const other = await this._otherThanHttp(exchange);
      if (other !== undefined) {
        this._role = role = other;
        exchange = other === 'host' ? undefined : await this._speak(other);
        watchEnd = other === 'host' ? await this._watchHost() : undefined;
      }
    }
    const { exit } = this._command;
    await this._finish(role);
    return {
      role,
      processes: this._workspace.read(),
      isRoleGuessed: this._options.role === undefined,
      isKilled: this._command.isKilled,
      strayLines: role === 'stdio-server' ? this._stdio.strayLines : [],
      ...(exchange === undefined ? {} : { exchange }),
      ...(exit === undefined ? {} : { exit }),
      ...(watchEnd === undefined ? {} : { watchEnd }),
    };
  }

  private async _finish(role: Role): Promise<void> {
    if (this._command.running) {
      await this._workspace.inspect(this._timeoutMs);
      // A real server lives longer than its detectors of resources take.
      const isPending = () =>
        this._workspace
          .read()
          .some(
            ({ telemetry, exited }) => telemetry.resourcePending && !exited
          );
      if (isPending()) {
        this._say('waiting for the resource detectors of the program');
        await this._waitFor(() => !isPending());
      }
    }
    this._say('waiting for the command to end');
    await this._command.stop(role === 'stdio-server' ? 'stdin' : 'signal');
    await this._workspace.endLeftovers();
  }

  private async _speak(role: Role): Promise<ExchangeFacts> {
    if (role === 'stdio-server') {
      this._say('speaking MCP with it over stdio');
      return this._hold(
        new Conversation(this._stdio, this._timeoutMs),
        'stdio'
      );
    }
    let exchange: ExchangeFacts | undefined;
    for (const url of await this._urls()) {
      this._say(`speaking MCP with it at ${url.href}`);
      const link = new HttpLink(url);
      exchange = await this._hold(
        new Conversation(link, this._timeoutMs),
        'http'
      );
      await link.close();
      if (exchange.version !== undefined) {
        return exchange;
      }
    }
    return (
      exchange ?? {
        over: 'http',
        traceId: '',
        answered: [],
        failure: 'it listens on no port',
      }
    );
  }

  private _hold(
    conversation: Conversation,
    over: ExchangeFacts['over']
  ): Promise<ExchangeFacts> {
    void this._command.exited.then(() => {
      conversation.fail('the command ended');
    });
    return conversation.hold(over);
  }

  private async _urls(): Promise<URL[]> {
    const { url } = this._options;
    const isOpen = () => {
      const { ports } = this._signs();
      return url === undefined ? ports.length > 0 : ports.includes(portOf(url));
    };
    if (!isOpen()) {
      const port = url === undefined ? 'a port' : `port ${portOf(url)}`;
      this._say(`waiting for it to listen on ${port}`);
      await this._waitFor(isOpen);
    }
    return url === undefined
      ? this._signs().ports.map(port => new URL(`http://127.0.0.1:${port}/mcp`))
      : [url];
  }

  /**
   * Until it ends by itself, or turns out to be a server: a gateway may start its
   * servers before it listens.
   */
  private async _watchHost(): Promise<WatchEnd> {
    const stdin = this._options.stdin;
    const isInteractive = stdin?.isTTY === true;
    const total = LONGEST_WATCH * this._timeoutMs;
    const limit = new WatchLimit(
      isInteractive ? Infinity : this._timeoutMs,
      total
    );
    this._say(
      `watching it and the servers that it starts, until it ends, ${isInteractive ? 'or' : `does nothing for ${this._timeoutMs / 1_000} s, or`} has run for ${total / 1_000} s; Ctrl-C ends it`
    );
    const release = this._command.attach(stdin);
    let end: WatchEnd | undefined;
    await this._workspace.waitFor(facts => {
      const role = roleOf(signsOf(facts));
      if (this._options.role === undefined && role !== 'host' && role) {
        this._role = role;
        return true;
      }
      end = limit.reached([facts, this._lines]);
      return end !== undefined || !this._command.running;
    }, Infinity);
    release();
    return end ?? 'ended';
  }

  private async _detectRole(): Promise<Role> {
    this._say(
      'waiting until the command reads stdin, listens on a port, or starts an MCP server'
    );
    const isThere = () => roleOf(this._signs()) !== undefined;
    await this._waitFor(isThere);
    await this._workspace.waitFor(() => !this._command.running, SETTLE_MS);
    if (countOf(this._signs()) > 1) {
      await this._workspace.inspect(this._timeoutMs);
    }
    return (
      roleOf(this._signs()) ?? (this._command.running ? 'stdio-server' : 'host')
    );
  }

  /** A port proves little: where nobody speaks MCP there, what else it may be. */
  private async _otherThanHttp({
    over,
    version,
  }: ExchangeFacts): Promise<Role | undefined> {
    const isSure = this._options.role !== undefined || version !== undefined;
    if (isSure || over !== 'http' || !this._command.running) {
      return undefined;
    }
    await this._workspace.inspect(this._timeoutMs);
    const role = roleOf({ ...this._signs(), ports: [] });
    return role === 'http-server' ? undefined : role;
  }

  private _signs(): Signs {
    return signsOf(this._workspace.read());
  }

  private _waitFor(enough: () => boolean): Promise<boolean> {
    return this._workspace.waitFor(
      () => enough() || !this._command.running,
      this._timeoutMs
    );
  }

  private _say(text: string): void {
    this._options.log?.(text);
  }
}

function portOf({ port, protocol }: URL): number {
  return Number(port) || (protocol === 'https:' ? 443 : 80);
}
