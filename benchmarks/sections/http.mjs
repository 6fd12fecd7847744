/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import autocannon from 'autocannon';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PINNED_NODE, program, tracing } from '../lib/node.mjs';
import { paired } from '../lib/rounds.mjs';
import { Turns } from '../lib/turns.mjs';

export const title =
  'Streamable HTTP, 64 connections, beside http instrumentation alone';

const CONNECTIONS = 64;
const CALLS = 1_000;
/** Fifteen thousand calls, for V8 to compile. */
const WARM_UP = 15;
const HEADERS = {
  accept: 'application/json, text/event-stream',
  'content-type': 'application/json',
};
const CALL = {
  jsonrpc: '2.0',
  id: 2,
  method: 'tools/call',
  params: { name: 'nothing', arguments: {} },
};
const INITIALIZE = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'load', version: '1.0.0' },
  },
};

export async function measure({ rounds }) {
  const rows = [];
  for (const line of ['v1', 'v2']) {
    for (const mode of ['stateless', 'sessions']) {
      for (const telemetry of ['recording', 'not-sampled']) {
        rows.push(await compare({ line, mode, telemetry }, rounds));
      }
    }
  }
  return rows;
}

async function compare({ line, mode, telemetry }, count) {
  // without the peer: with it, servers of either line never answer over HTTP
  const servers = {};
  for (const [column, name] of [
    ['bare', 'none'],
    ['floor', 'floor'],
    ['ours', 'ours'],
  ]) {
    servers[column] = await serve([line, telemetry, tracing(name), mode], mode);
  }
  const turns = new Turns(servers);
  await turns.warmUp(WARM_UP, CALLS);
  for (const { cpu } of Object.values(servers)) cpu.length = 0;
  const rounds = await turns.rounds(count, CALLS);
  await turns.end();
  const added = name => paired(rounds, round => round[name] - round.bare);
  return {
    what: `${line}, ${mode}, ${telemetry}`,
    unit: 'µs',
    values: {
      bare: paired(rounds, round => round.bare),
      floor: added('floor'),
      ours: added('ours'),
    },
    costs: [
      {
        name: 'http alone, time for each call',
        value: paired(rounds, round => round.ours / round.bare),
        unit: '×',
        budget: 1 / 0.97,
      },
      {
        name: 'http alone, CPU time of the server',
        value: paired(
          servers.ours.cpu.map((cpu, turn) => cpu / servers.bare.cpu[turn]),
          ratio => ratio
        ),
        unit: '×',
      },
    ],
  };
}

/** A server that lives on, and its CPU time for each call, by turn. */
async function serve(args, mode) {
  const server = spawn(PINNED_NODE, [program('http-server.mjs'), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [port] = await once(server.stdout, 'data');
  const url = `http://127.0.0.1:${Number(port)}/mcp`;
  const sessions = mode === 'sessions' ? await open(url, CONNECTIONS) : [];
  const cpu = [];
  return {
    cpu,
    async work(calls) {
      const before = await cpuOf(url);
      const time = await load(url, sessions, calls);
      cpu.push(((await cpuOf(url)) - before) / calls);
      return time / calls;
    },
    async end() {
      const exited = once(server, 'exit');
      server.stdin.end();
      await exited;
    },
  };
}

/** @returns microseconds until the last answer */
async function load(url, sessions, amount) {
  const free = [...sessions];
  const start = performance.now();
  let end = start;
  const run = autocannon({
    ...{ url, amount, connections: CONNECTIONS, method: 'POST' },
    // it looks no more often for whether all is done
    sampleInt: 50,
    headers: HEADERS,
    body: JSON.stringify(CALL),
    setupClient(client) {
      const session = free.pop();
      if (session !== undefined) client.setHeaders({ ...HEADERS, ...session });
    },
  });
  run.on('response', () => {
    end = performance.now();
  });
  const result = await run;
  if (result.non2xx > 0 || result.errors > 0 || result['2xx'] < amount) {
    throw new Error(
      `${result.non2xx} answers are failures, ${result.errors} calls failed`
    );
  }
  return (end - start) * 1_000;
}

async function open(url, count) {
  const sessions = [];
  while (sessions.length < count) {
    const response = await post(url, INITIALIZE);
    const session = {
      'mcp-session-id': response.headers.get('mcp-session-id'),
      'mcp-protocol-version': '2025-11-25',
    };
    const method = 'notifications/initialized';
    await post(url, { jsonrpc: '2.0', method }, session);
    sessions.push(session);
  }
  return sessions;
}

async function post(url, message, headers = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...HEADERS, ...headers },
    body: JSON.stringify(message),
  });
  await response.text();
  if (!response.ok) throw new Error(`${message.method}: ${response.status}`);
  return response;
}

async function cpuOf(url) {
  const response = await fetch(new URL('/cpu', url));
  return Number(await response.text());
}
