/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
const express = require('express');

exports.listen = async routes => {
  const app = express();
  app.use(express.json());
  app.use(function authenticate(_request, _response, next) {
    next();
  });
  for (const [path, { node }] of Object.entries(routes)) {
    app.post(path, (request, response) =>
      node(request, response, request.body)
    );
  }
  const server = await new Promise(resolve => {
    const started = app.listen(0, '127.0.0.1', () => resolve(started));
  });
  return { port: server.address().port, close: async () => server.close() };
};
