/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/* One request through everything that OpenTelemetry instruments on Node itself. */

const { once } = require('node:events');
const dns = require('node:dns');
const fs = require('node:fs');
const http = require('node:http');
const https = require('node:https');
const net = require('node:net');
const { join } = require('node:path');
const express = require('express');
const pg = require('pg');
const { Agent, fetch: undiciFetch, setGlobalDispatcher } = require('undici');
const { trace } = require('@opentelemetry/api');

// Otherwise it is that of Node or of the package, whichever is loaded first.
setGlobalDispatcher(new Agent());

trace.getTracer('application').startActiveSpan('application', async span => {
  const app = express();
  app.get('/', (_, response) => response.send('hello'));
  const web = app.listen(0, '127.0.0.1');
  await once(web, 'listening');
  const url = `http://127.0.0.1:${web.address().port}/`;
  await get(http, url);
  await (await fetch(url)).text();
  await (await undiciFetch(url)).text();
  await get(https, 'https://127.0.0.1:1/').catch(() => undefined);
  fs.readFileSync(__filename);
  await fs.promises.readFile(join(__dirname, 'everything.cjs'));
  await dns.promises.lookup('localhost');
  await connect();
  web.close();
  web.closeAllConnections();
  span.end();
});

function get(protocol, url) {
  return new Promise((resolve, reject) => {
    const request = protocol.get(url, response => {
      response.resume();
      response.on('end', resolve);
    });
    request.on('error', reject);
  });
}

/** To a database that hangs up at once: the client's spans fail, but they are there. */
async function connect() {
  const database = net.createServer(socket => socket.destroy());
  database.listen(0, '127.0.0.1');
  await once(database, 'listening');
  const { port } = database.address();
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'a' });
  client.on('error', () => undefined);
  await client.connect().catch(() => undefined);
  database.close();
}
