/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// In the place of the vendors: no request leaves the machine. What a vendor would
// have got is told to the command, and the telemetry passed on to it.
import { appendFileSync } from 'node:fs';
import nock from 'nock';

const {
  STAND_IN_FOR: vendor = '',
  STAND_IN_LOG: log = '',
  STAND_IN_TO: to,
} = process.env;
const { origin, pathname } = new URL(vendor);

nock.disableNetConnect();
nock.enableNetConnect('127.0.0.1');
nock(origin)
  .persist()
  .post(/.*/)
  .reply(200, async request => {
    const { pathname: path } = new URL(request.url);
    const headers = Object.fromEntries(request.headers);
    const seen = { origin, path, headers };
    appendFileSync(log, `${JSON.stringify(seen)}\n`);
    const signal = path.slice(pathname.replace(/\/$/, '').length);
    const { status } = await fetch(`${to}${signal}`, {
      method: 'POST',
      headers: { 'content-type': headers['content-type'] },
      body: await request.arrayBuffer(),
    });
    if (status !== 200) throw new Error(`${signal}: ${status}`);
    return '';
  });
