/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';

/** @type {Partial<Record<NodeJS.Platform, string>>} */
const OPENERS = { darwin: 'open', linux: 'xdg-open' };

/**
 * Serves a page on this machine alone, opens it in the browser if there is one,
 * and returns on Ctrl+C.
 *
 * @param {string} html
 */
export async function showPage(html) {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(html);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const url = `http://127.0.0.1:${String(port)}/`;
  console.log(`\nThe trace is at ${url} until you press Ctrl+C`);
  open(url);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  server.close();
  server.closeAllConnections();
}

/** @param {string} url */
function open(url) {
  const command = OPENERS[process.platform];
  if (command === undefined || !process.stdout.isTTY) return;
  const child = spawn(command, [url], { stdio: 'ignore', detached: true });
  // Without a browser the printed address is enough.
  child.on('error', () => undefined);
  child.unref();
}
