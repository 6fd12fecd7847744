/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** As the SDK's own client ends a server: its stdin, then SIGTERM, then SIGKILL. */
const PATIENCE_MS = 2_000;

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The user's command, whose stdout is read by lines. */
export class Command {
  readonly pid: number | undefined;
  readonly exited: Promise<Exit>;
  private readonly _process: ChildProcess;
  private _exit: Exit | undefined;

  /** @param onLine called with each line of stdout */
  constructor(
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string | undefined>>,
    onLine: (line: string) => void
  ) {
    this._process = spawn(command, args, {
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
      // npx and its like are scripts there.
      shell: process.platform === 'win32',
    });
    this.pid = this._process.pid;
    const { stdin, stdout } = this._process;
    // Whoever ends before it has read everything closes the pipe.
    stdin?.on('error', () => undefined);
    if (stdout !== null) {
      createInterface(stdout).on('line', onLine);
    }
    this.exited = this._ended();
    // Is awaited late, or never.
    this.exited.catch(() => undefined);
  }

  /** How it ended, if it has. */
  get exit(): Exit | undefined {
    return this._exit;
  }

  get running(): boolean {
    return this._exit === undefined && this.pid !== undefined;
  }

  write(line: string): void {
    this._process.stdin?.write(`${line}\n`);
  }

  /** Lets a person speak with the command. */
  connect(input: NodeJS.ReadableStream): void {
    const { stdin } = this._process;
    if (stdin !== null) {
      input.pipe(stdin);
    }
  }

  interrupt(): void {
    this._process.kill('SIGINT');
  }

  /**
   * Ends the command.
   *
   * @param how with its stdin, as a host ends a stdio server, or with a signal
   */
  async stop(how: 'stdin' | 'signal'): Promise<Exit> {
    this._process.stdin?.end();
    if (how === 'stdin' && (await this._endsInTime())) {
      return this.exited;
    }
    this._process.kill('SIGTERM');
    if (!(await this._endsInTime())) {
      this._process.kill('SIGKILL');
    }
    return this.exited;
  }

  /** @throws Error where the command cannot be started */
  private async _ended(): Promise<Exit> {
    if (this.pid === undefined) {
      const [error] = (await once(this._process, 'error')) as [Error];
      throw error;
    }
    const [code, signal] = (await once(this._process, 'exit')) as [
      number | null,
      NodeJS.Signals | null,
    ];
    this._exit = { code, signal };
    return this._exit;
  }

  private async _endsInTime(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<boolean>(resolve => {
      timer = setTimeout(resolve, PATIENCE_MS, false);
    });
    const ended = this.exited.then(() => true);
    const inTime = await Promise.race([ended, limit]);
    clearTimeout(timer);
    return inTime;
  }
}
