/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
require('reflect-metadata');
const {
  Module,
  Controller,
  Post,
  Req,
  Res,
  UseGuards,
} = require('@nestjs/common');
const { NestFactory } = require('@nestjs/core');

class Guard {
  canActivate() {
    return true;
  }
}

/** What TypeScript makes of a decorated controller with one method. */
function controllerOf(path, node) {
  class McpController {
    handle(request, response) {
      return node(request, response, request.body);
    }
  }
  const { prototype } = McpController;
  Post()(
    prototype,
    'handle',
    Object.getOwnPropertyDescriptor(prototype, 'handle')
  );
  Req()(prototype, 'handle', 0);
  Res()(prototype, 'handle', 1);
  UseGuards(Guard)(McpController);
  Controller(path)(McpController);
  return McpController;
}

exports.listen = async routes => {
  class AppModule {}
  const controllers = Object.entries(routes).map(([path, { node }]) =>
    controllerOf(path, node)
  );
  Module({ controllers })(AppModule);
  const app = await NestFactory.create(AppModule, { logger: false });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address();
  return { port, close: () => app.close() };
};
