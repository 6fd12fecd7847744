/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Prometheus of this machine's, with data of its own. */
export interface Prometheus {
  /** The values that an expression has now; empty where there is no data. */
  query(expression: string): Promise<number[]>;
  stop(): Promise<void>;
}

interface Answer {
  readonly status: string;
  readonly error?: string;
  readonly data?: { readonly result: readonly { value: [number, string] }[] };
}

/**
 * Starts Prometheus, which scrapes a port of 127.0.0.1 twice a second. Whatever is
 * there says itself whose metrics they are, by the label `job`.
 */
export async function startPrometheus(target: number): Promise<Prometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'prometheus-'));
  const config = join(folder, 'prometheus.json');
  const scrape = {
    job_name: 'collector',
    honor_labels: true,
    scrape_interval: '500ms',
    scrape_timeout: '500ms',
    static_configs: [{ targets: [`127.0.0.1:${String(target)}`] }],
  };
  writeFileSync(config, JSON.stringify({ scrape_configs: [scrape] }));
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const child = spawn(
    'prometheus',
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${String(port)}`,
    ],
    { stdio: 'ignore' }
  );
  const closed = once(child, 'close');
  return {
    async query(expression) {
      const path = `/api/v1/query?query=${encodeURIComponent(expression)}`;
      const response = await fetch(url + path).catch(() => undefined);
      // Not yet started, or not yet ready.
      if (response === undefined || response.status === 503) return [];
      const { status, error, data } = (await response.json()) as Answer;
      if (status !== 'success')
        throw new Error(`${expression}: ${error ?? ''}`);
      return data?.result.map(({ value }) => Number(value[1])) ?? [];
    },
    async stop() {
      child.kill();
      await closed;
      rmSync(folder, { recursive: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}
