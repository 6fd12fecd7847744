/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * Preloaded into every process that the doctor's command starts. Tells what it
 * sees by a file, never by stdout or stderr, and changes nothing that the program
 * could notice.
 */

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import {
  REGISTERED,
  STDOUT_GUARDED,
} from 'opentelemetry-instrumentation-mcp/instrumented-process';
import {
  REPORTED_VARIABLES,
  REQUEST_FILE,
  type ProcessFacts,
} from './facts.ts';
import { mergeApi, readApi } from './api-state.ts';
import { inspectProcess } from './inspect.ts';
import { exitCaller } from './exit-caller.ts';
import { listeningPorts, readsStdin, servesUnpatchedHttp } from './handles.ts';
import {
  givenVariables,
  watchChildren,
  type Watched,
} from './watch-children.ts';
import { watchLoaders } from './watch-loaders.ts';
import { watchSpans, type SpanWatcher } from './watch-spans.ts';

/** How often changes are written, for a process that is killed tells nothing. */
const INTERVAL_MS = 100;
/** When a process that lives longer is looked at, lest it be killed first. */
const FIRST_LOOK_MS = 3_000;

/**
 * Starts to watch this process.
 *
 * @param directory where the doctor reads
 * @param preload the file that loaded this, which children need as well
 * @param ownNames variables of the environment that the doctor has set
 */
export function start(
  directory: string,
  preload: string,
  ownNames: readonly string[]
): void {
  if (isMainThread) {
    new Probe(directory, preload, givenVariables(preload, ownNames)).start();
  }
}

class Probe {
  private readonly _directory: string;
  private readonly _watched: Watched;
  private readonly _facts = initialFacts();
  private _spans: SpanWatcher | undefined;
  private _written = '';
  private _age = 0;

  constructor(directory: string, preload: string, given: readonly string[]) {
    this._directory = directory;
    this._watched = { preload, given };
  }

  start(): void {
    const { spawned, loaders, telemetry } = this._facts;
    const report = () => {
      this._write();
    };
    this._spans = watchSpans(telemetry, report);
    watchLoaders(loaders);
    watchChildren(this._watched, spawned, report);
    setInterval(() => {
      this._tick();
    }, INTERVAL_MS).unref();
    process.on('exit', () => {
      this._facts.exited = true;
      const caller = exitCaller();
      if (caller !== undefined) {
        this._facts.exitCaller = caller;
      }
      // A look takes time, and whoever waits for this process may lose patience.
      if ((this._facts.inspection?.protocols ?? []).length === 0) {
        this._look();
      }
      this._write();
    });
    this._write();
  }

  private _tick(): void {
    this._facts.readsStdin ||= readsStdin();
    this._facts.ports = listeningPorts();
    this._facts.servesUnpatchedHttp = servesUnpatchedHttp();
    this._age += INTERVAL_MS;
    const request = this._request();
    if (this._age === FIRST_LOOK_MS || request > this._facts.answered) {
      this._look();
      this._facts.answered = request;
    }
    this._write();
  }

  private _look(): void {
    const inspection = inspectProcess();
    if (inspection !== undefined) {
      this._facts.inspection = inspection;
    }
  }

  private _request(): number {
    const file = join(this._directory, REQUEST_FILE);
    return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  }

  /** Whoever reads finds the whole of it: a file is replaced, not written over. */
  private _write(): void {
    const facts = this._facts;
    this._spans?.refresh();
    facts.api = mergeApi(facts.api, readApi());
    facts.registered = Reflect.has(globalThis, REGISTERED);
    facts.guarded = Reflect.has(globalThis, STDOUT_GUARDED);
    const text = JSON.stringify(facts);
    if (text === this._written) {
      return;
    }
    try {
      const file = join(this._directory, `${process.pid}.json`);
      writeFileSync(`${file}.new`, text);
      renameSync(`${file}.new`, file);
      this._written = text;
    } catch {
      // The doctor is gone, and so is its directory.
    }
  }
}

function initialFacts(): ProcessFacts {
  return {
    pid: process.pid,
    node: process.version,
    command: process.argv.join(' '),
    flags: [process.env['NODE_OPTIONS'] ?? '', ...process.execArgv].join(' '),
    cwd: process.cwd(),
    environment: Object.fromEntries(
      REPORTED_VARIABLES.flatMap(name => {
        const value = process.env[name];
        return value === undefined ? [] : [[name, value]];
      })
    ),
    spawned: [],
    loaders: [],
    telemetry: {
      exporters: [],
      otherProcessors: [],
      spans: [],
      resourcePending: false,
    },
    api: { propagatedFields: [] },
    registered: false,
    guarded: false,
    readsStdin: false,
    ports: [],
    servesUnpatchedHttp: false,
    answered: 0,
    exited: false,
  };
}
