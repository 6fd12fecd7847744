/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
const { httpInstrumentationMiddleware } = require('@hono/otel');
const { serve } = require('@hono/node-server');
const { Hono } = require('hono');

exports.listen = async routes => {
  const app = new Hono();
  app.use(httpInstrumentationMiddleware());
  app.use(async function authenticate(_context, next) {
    await next();
  });
  for (const [path, { fetch }] of Object.entries(routes)) {
    app.post(path, context => fetch(context.req.raw));
  }
  const options = { fetch: app.fetch, port: 0, hostname: '127.0.0.1' };
  const server = await new Promise(resolve => {
    const started = serve(options, () => resolve(started));
  });
  return { port: server.address().port, close: async () => server.close() };
};
