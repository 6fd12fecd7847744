/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { CommandLine } from './command-line.ts';

/** As the SDK's own client ends a server: its stdin, then SIGTERM, then SIGKILL. */
const PATIENCE_MS = { stdin: 2_000, signal: 4_000 };

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
  private _isKilled = false;

  /** @param onLine called with each line of stdout */
  constructor(
    { command, args, variables }: CommandLine,
    onLine: (line: string) => void
  ) {
    this._process = spawn(command, args, {
      env: variables,
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

  /** Whether nothing less than SIGKILL has ended it. */
  get isKilled(): boolean {
    return this._isKilled;
  }

  write(line: string): void {
    this._process.stdin?.write(`${line}\n`);
  }

  /**
   * Lets a person speak with the command, and interrupt it.
   *
   * @returns what ends that
   */
  attach(input: Readable | undefined): () => void {
    const { stdin } = this._process;
    if (stdin !== null) {
      input?.pipe(stdin);
    }
    const interrupt = () => {
      this._process.kill('SIGINT');
    };
    process.on('SIGINT', interrupt);
    return () => {
      process.removeListener('SIGINT', interrupt);
      input?.unpipe();
      input?.pause();
    };
  }

  /**
   * Ends the command.
   *
   * @param how with its stdin, as a host ends a stdio server, or with a signal
   */
  async stop(how: 'stdin' | 'signal'): Promise<Exit> {
    this._process.stdin?.end();
    if (how === 'stdin' && (await this._endsIn(PATIENCE_MS.stdin))) {
      return this.exited;
    }
    this._process.kill('SIGTERM');
    if (!(await this._endsIn(PATIENCE_MS.signal))) {
      this._isKilled = true;
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

  private async _endsIn(milliseconds: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<boolean>(resolve => {
      timer = setTimeout(resolve, milliseconds, false);
    });
    const ended = this.exited.then(() => true);
    const inTime = await Promise.race([ended, limit]);
    clearTimeout(timer);
    return inTime;
  }
}
