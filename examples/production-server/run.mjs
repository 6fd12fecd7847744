/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { runExample } from '../lib/run-example.mjs';
import { startDatabase } from './database.mjs';
import { probe } from './probe.mjs';
import { shown, verdict } from './verdict.mjs';

const SHOP_TOKEN = 'a-token-of-the-example';
const env = {
  SHOP_TOKEN,
  OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'mcp,http,undici,express,pg,pino',
  OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
  OTEL_TRACES_SAMPLER_ARG: '0.1',
  // Room for what 1,000 calls leave behind in a moment.
  OTEL_BSP_MAX_QUEUE_SIZE: '20000',
};

await runExample({
  folder: import.meta.dirname,
  title: 'A production server under load: 1,000 calls, a tenth of them sampled',
  legend: ['clients: 8 sessions · shop: express, pg, pino · rates: no MCP'],
  sampled: true,
  async play(programs) {
    const database = await startDatabase();
    try {
      const rates = await programs.serve({
        service: 'rates',
        file: 'rates.mjs',
        env,
      });
      const shop = await programs.serve({
        service: 'shop',
        file: 'server.cjs',
        args: [database.url, rates],
        env,
      });
      await programs.run({
        service: 'clients',
        file: 'clients.mjs',
        args: [shop],
        env,
      });
      await probe(shop, SHOP_TOKEN);
      await programs.end();
    } finally {
      await database.close();
    }
  },
  shown,
  verdict,
});
