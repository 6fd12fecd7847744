/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import autocannon from 'autocannon';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PINNED_NODE, program, tracing } from '../lib/node.mjs';
import { inRounds, paired } from '../lib/rounds.mjs';

export const title =
  'Streamable HTTP: throughput beside http instrumentation alone';

const CONNECTIONS = [16, 64];
const SECONDS = 2;
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
        rows.push(...(await compare({ line, mode, telemetry }, rounds)));
      }
    }
  }
  return rows;
}

async function compare({ line, mode, telemetry }, count) {
  // without the peer: with it, servers of either line never answer over HTTP
  const variants = { bare: 'none', floor: 'floor', ours: 'ours' };
  const rounds = await inRounds(count, variants, name =>
    serve([line, telemetry, tracing(name), mode], mode)
  );
  return CONNECTIONS.map(connections => {
    const rate = (round, name) => round[name][connections].rate;
    const lost = name =>
      paired(rounds, round => rate(round, name) - rate(round, 'bare'));
    return {
      what: `${line}, ${mode}, ${telemetry}, ${connections} connections`,
      unit: 'calls/s',
      values: {
        bare: paired(rounds, round => rate(round, 'bare')),
        floor: lost('floor'),
        ours: lost('ours'),
      },
      costs: [
        {
          name: 'http alone, time for each call',
          value: paired(rounds, r => rate(r, 'bare') / rate(r, 'ours')),
          unit: '×',
          budget: connections === 64 ? 1 / 0.97 : undefined,
        },
        {
          name: 'http alone, CPU time of the server',
          value: paired(
            rounds,
            r => r.ours[connections].cpu / r.bare[connections].cpu
          ),
          unit: '×',
        },
      ],
    };
  });
}

/** @returns rate and CPU time of a call, by number of connections */
async function serve(args, mode) {
  const server = spawn(PINNED_NODE, [program('http-server.mjs'), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const [port] = await once(server.stdout, 'data');
    const url = `http://127.0.0.1:${Number(port)}/mcp`;
    await load(url, mode, CONNECTIONS[0]);
    const results = {};
    for (const connections of CONNECTIONS) {
      results[connections] = await load(url, mode, connections);
    }
    return results;
  } finally {
    server.stdin.end();
    await once(server, 'exit');
  }
}

async function load(url, mode, connections) {
  const sessions = mode === 'sessions' ? await open(url, connections) : [];
  const before = await cpuOf(url);
  const result = await autocannon({
    url,
    connections,
    duration: SECONDS,
    method: 'POST',
    headers: HEADERS,
    body: JSON.stringify(CALL),
    setupClient(client) {
      const session = sessions.pop();
      if (session !== undefined) client.setHeaders({ ...HEADERS, ...session });
    },
  });
  const total = result['2xx'];
  if (result.non2xx > 0 || result.errors > 0 || total === 0) {
    throw new Error(
      `Of ${total} answers ${result.non2xx} are failures, ${result.errors} calls failed`
    );
  }
  const cpu = ((await cpuOf(url)) - before) / total;
  return { rate: total / result.duration, cpu };
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
