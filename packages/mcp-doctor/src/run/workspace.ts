/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isObject } from '../probe/json.ts';
import { REQUEST_FILE, type ProcessFacts } from '../probe/facts.ts';
import { preloadFlag } from '../probe/preload-flag.ts';

const POLL_MS = 50;
/** As the command itself gets to end. */
const PATIENCE_MS = 2_000;

/** The directory through which the probes tell the doctor what they see. */
export class Workspace {
  private readonly _directory = realpathSync(
    mkdtempSync(join(tmpdir(), 'mcp-doctor-'))
  );
  /** The file that loads the probe. */
  readonly preload = join(this._directory, 'preload.cjs');
  private _requests = 0;

  /**
   * `NODE_OPTIONS` with the probe before everything else. It is a CommonJS module
   * since `--require` reaches both kinds of programs, and before any `--import`.
   * The directory's name is part of the flag: an environment that has the flag
   * has all that the probe needs.
   *
   * @param ownNames variables that the doctor sets, and not the user
   */
  nodeOptions(given: string | undefined, ownNames: readonly string[]): string {
    const { preload } = this;
    const probe = fileURLToPath(new URL('../probe/probe.cjs', import.meta.url));
    const args = [this._directory, preload, ownNames].map(value =>
      JSON.stringify(value)
    );
    writeFileSync(
      preload,
      `require(${JSON.stringify(probe)}).start(${args.join(', ')});\n`
    );
    return `${preloadFlag(preload)} ${given ?? ''}`.trim();
  }

  read(): ProcessFacts[] {
    return readdirSync(this._directory)
      .filter(name => name.endsWith('.json'))
      .map((name): unknown =>
        JSON.parse(readFileSync(join(this._directory, name), 'utf8'))
      )
      .filter(isFacts)
      .sort((one, other) => one.pid - other.pid);
  }

  /** Waits until the probes have told enough; false where they never do. */
  async waitFor(
    enough: (facts: ProcessFacts[]) => boolean,
    timeoutMs: number
  ): Promise<boolean> {
    const end = Date.now() + timeoutMs;
    while (!enough(this.read())) {
      if (Date.now() > end) {
        return false;
      }
      await delay(POLL_MS);
    }
    return true;
  }

  /** Ends what the command has left behind, as a shell does that is killed. */
  async endLeftovers(): Promise<void> {
    const areGone = () => this._living().length === 0;
    // Its servers see the end of their stdin.
    await this.waitFor(areGone, PATIENCE_MS);
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      for (const pid of this._living()) {
        send(pid, signal);
      }
      await this.waitFor(areGone, PATIENCE_MS);
    }
  }

  /** Lets all processes that live look at what they have loaded by now. */
  async inspect(timeoutMs: number): Promise<void> {
    this._requests += 1;
    const request = this._requests;
    writeFileSync(join(this._directory, REQUEST_FILE), String(request));
    await this.waitFor(
      facts =>
        facts.every(
          ({ answered, exited, pid }) =>
            answered >= request || exited || !isAlive(pid)
        ),
      timeoutMs
    );
  }

  private _living(): number[] {
    return this.read().flatMap(({ pid, exited }) =>
      !exited && isAlive(pid) ? [pid] : []
    );
  }

  remove(): void {
    rmSync(this._directory, { recursive: true, force: true });
  }
}

/** What has ended and has no parent that asks for it is a zombie: no end to wait for. */
function isAlive(pid: number): boolean {
  return send(pid, 0) && !isZombie(pid);
}

function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

function isZombie(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Written by our own probe: its mark is enough. */
function isFacts(value: unknown): value is ProcessFacts {
  return isObject(value) && 'pid' in value && 'telemetry' in value;
}
