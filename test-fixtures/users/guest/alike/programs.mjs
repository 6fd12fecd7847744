/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Programs without MCP, one for each argument. What they print must not depend on
// who looks on.
import { createHook, AsyncLocalStorage } from 'node:async_hooks';
import { fork } from 'node:child_process';
import cluster from 'node:cluster';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

const tell = (...what) => console.log(JSON.stringify(what));

const programs = {
  'a queue of tasks': async () => {
    const waiting = [1, 2, 3, 4, 5];
    const work = async () => {
      for (let one = waiting.shift(); one; one = waiting.shift()) {
        await pause(1);
      }
      tell('idle');
    };
    await Promise.all([work(), work()]);
  },
  'a cluster': async () => {
    if (!cluster.isPrimary) {
      createServer((_, response) => response.end('ok')).listen(0);
      return;
    }
    for (const end of ['kill', 'disconnect']) {
      const worker = cluster.fork();
      await once(worker, 'listening');
      if (end === 'kill') worker.process.kill();
      else worker.disconnect();
      tell(end, await once(worker, 'exit'));
    }
  },
  threads: async () => {
    const text = `
      const { parentPort } = require('node:worker_threads');
      parentPort.postMessage(process.listenerCount('SIGTERM'));
      process.exitCode = 5;`;
    const worker = new Worker(text, { eval: true });
    worker.on('message', message => tell('message', message));
    tell('exit', await once(worker, 'exit'));
    const forever = new Worker('setInterval(() => {}, 1000)', { eval: true });
    await once(forever, 'online');
    tell('terminated', await forever.terminate());
  },
  'a code of its own': () => {
    process.exitCode = 4;
    process.on('beforeExit', code => tell('beforeExit', code));
    process.on('exit', code => tell('exit', code));
  },
  'work that beforeExit schedules': () => {
    let rounds = 0;
    process.on('beforeExit', () => {
      tell('beforeExit', rounds);
      if (rounds < 3) setTimeout(() => tell('work'), 1);
      rounds += 1;
    });
  },
  'an exception': () => {
    process.on('uncaughtExceptionMonitor', (_, origin) => tell(origin));
    process.on('exit', code => tell('exit', code));
    setTimeout(() => void Promise.reject(new TypeError('nobody')), 1);
  },
  'a child with messages': async () => {
    if (process.send) {
      process.on('message', () => {
        process.send(process.execArgv.length);
        process.disconnect();
      });
      return;
    }
    const file = fileURLToPath(import.meta.url);
    const child = fork(file, process.argv.slice(2), { execArgv: [] });
    child.on('message', message => tell('message', message));
    child.send('hello');
    tell('exit', await once(child, 'exit'));
  },
  'hooks of its own': async () => {
    const types = new Set();
    const hook = createHook({ init: (_, type) => types.add(type) }).enable();
    const storage = new AsyncLocalStorage();
    await storage.run(7, async () => {
      await pause(1);
      tell(storage.getStore());
    });
    hook.disable();
    tell([...types].sort(), storage.getStore() ?? 'none');
  },
  'a stdin that closes': async () => {
    const lines = createInterface({ input: process.stdin });
    lines.on('line', line => tell('line', line));
    await once(lines, 'close');
    tell('closed', process.stdin.listenerCount('end'));
  },
  'two signals': async () => {
    let signals = 0;
    process.on('SIGINT', async () => {
      signals += 1;
      tell(signals, process.listenerCount('SIGINT'));
      await pause(50);
      if (signals === 2) process.exit(9);
    });
    process.kill(process.pid, 'SIGINT');
    await pause(20);
    process.kill(process.pid, 'SIGINT');
    await pause(10_000);
  },
  'a listener for one signal': async () => {
    process.once('SIGTERM', () => {
      tell('first', process.listenerCount('SIGTERM'));
      process.kill(process.pid, 'SIGTERM');
    });
    process.kill(process.pid, 'SIGTERM');
    await pause(10_000);
  },
};

await programs[process.argv[2]]();
