/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * SDK v1 in the words of the scenarios. Deprecated methods, for the oldest
 * supported versions have no others.
 */

exports.clientLine = function clientLine({ Client, types, createTransport }) {
  return {
    createTransport,
    callOptions: options => [undefined, options],
    request: (client, request) =>
      client.request(request, types.EmptyResultSchema),
    createClient(info, sample) {
      const client = new Client(info, { capabilities: { sampling: {} } });
      client.setRequestHandler(types.CreateMessageRequestSchema, sample);
      return client;
    },
  };
};

exports.serverLine = function serverLine({ McpServer, z }) {
  return {
    shape: { text: z.string() },
    createServer: info => new McpServer(info),
    tool: (server, name, shape, handle) => server.tool(name, shape, handle),
    prompt: (server, name, handle) => server.prompt(name, handle),
    resource: (server, name, uri, handle) => server.resource(name, uri, handle),
    sample: async (server, extra, params, use) => {
      const options = { relatedRequestId: extra.requestId };
      return use(await server.server.createMessage(params, options));
    },
  };
};
