/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { PINNED_NODE } from './node.mjs';

/** Short ones: whatever else the machine does then meets all variants alike. */
const TURNS_PER_ROUND = 5;

/**
 * Somebody who does the same work again and again.
 *
 * @template W what is to be done, such as a number of calls
 * @typedef {object} Worker
 * @property {(work: W) => Promise<number>} work what it has cost
 * @property {() => Promise<void>} end
 */

/**
 * Workers of several variants that live on and work in turn, a little each time.
 * V8 takes tens of thousands of calls to compile a program, which meanwhile is
 * most of what is measured: whoever lives on has it behind him.
 *
 * @template W
 */
export class Turns {
  /** @type {[string, Worker<W>][]} */
  _workers;

  /** @param {Record<string, Worker<W>>} workers by the names of their variants */
  constructor(workers) {
    this._workers = Object.entries(workers);
  }

  /**
   * @param {W} work what each of them is to do
   * @returns {Promise<Record<string, number>>} what it has cost
   */
  async take(work) {
    const turn = {};
    for (const [name, worker] of this._workers) {
      turn[name] = await worker.work(work);
    }
    // nobody is always the first
    this._workers.push(...this._workers.splice(0, 1));
    return turn;
  }

  /** @param {number} count of turns @param {W} work */
  async warmUp(count, work) {
    for (let turns = 0; turns < count; turns += 1) await this.take(work);
  }

  /**
   * @param {number} count
   * @param {W} work of one turn, several of which are a round
   * @returns {Promise<Record<string, number>[]>} the mean of its turns, by round
   */
  async rounds(count, work) {
    const rounds = [];
    while (rounds.length < count) {
      const turns = [];
      while (turns.length < TURNS_PER_ROUND) turns.push(await this.take(work));
      rounds.push(mean(turns));
      process.stderr.write('.');
    }
    process.stderr.write('\n');
    return rounds;
  }

  async end() {
    for (const [, worker] of this._workers) await worker.end();
  }
}

/**
 * Starts a program for each variant that works whenever it is told to.
 *
 * @param {Record<string, string[]>} variants file and arguments, by name
 * @returns {Promise<Turns<number>>}
 */
export async function startTurns(variants) {
  const workers = {};
  for (const [name, command] of Object.entries(variants)) {
    workers[name] = await start(command);
  }
  return new Turns(workers);
}

/** @param {string[]} command @returns {Promise<Worker<number>>} */
async function start([file = '', ...args]) {
  const child = fork(file, args, { execPath: PINNED_NODE, execArgv: [] });
  await answer(child);
  return {
    work(count) {
      const answered = answer(child);
      child.send(count);
      return answered;
    },
    async end() {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}

/** @param {import('node:child_process').ChildProcess} child */
async function answer(child) {
  const over = new AbortController();
  const { signal } = over;
  try {
    const exited = once(child, 'exit', { signal }).then(([code]) => {
      throw new Error(`A program ended with ${code}`);
    });
    const [value] = await Promise.race([
      once(child, 'message', { signal }),
      exited,
    ]);
    exited.catch(() => undefined);
    return value;
  } finally {
    over.abort();
  }
}

/** @param {Record<string, number>[]} turns */
function mean(turns) {
  const means = {};
  for (const turn of turns) {
    for (const [name, value] of Object.entries(turn)) {
      means[name] = (means[name] ?? 0) + value / turns.length;
    }
  }
  return means;
}
