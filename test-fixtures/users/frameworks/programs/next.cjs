/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
const { execFileSync } = require('node:child_process');
const { createServer } = require('node:http');
const { join } = require('node:path');

const dir = join(__dirname, 'next-application');

/** Builds the application, and serves it as `next start` does. */
exports.listen = async () => {
  const cli = require.resolve('next/dist/bin/next');
  execFileSync(process.execPath, [cli, 'build'], {
    cwd: dir,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_OPTIONS: '' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const next = require('next');
  const app = next({ dir, dev: false, hostname: '127.0.0.1', port: 0 });
  await app.prepare();
  const server = createServer(app.getRequestHandler());
  await new Promise(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = async () => {
    server.close();
    await app.close();
  };
  return { port: server.address().port, close };
};
