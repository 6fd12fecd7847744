/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
const Koa = require('koa');
const { Router } = require('@koa/router');

exports.listen = async routes => {
  const app = new Koa();
  app.use(async function authenticate(_context, next) {
    await next();
  });
  const router = new Router();
  for (const [path, { node }] of Object.entries(routes)) {
    router.post(path, async context => {
      context.respond = false;
      await node(context.req, context.res);
    });
  }
  app.use(router.routes());
  const server = await new Promise(resolve => {
    const started = app.listen(0, '127.0.0.1', () => resolve(started));
  });
  return { port: server.address().port, close: async () => server.close() };
};
