/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * SDK v2 in the words of the scenarios. MCP_ERA is `legacy` (protocol revisions
 * with a handshake) or `modern` (2026-07-28).
 */

const MODERN = process.env.MCP_ERA === 'modern';
const MODERN_REVISION = '2026-07-28';

/** A Standard Schema that accepts every result. */
const ANYTHING = {
  '~standard': { version: 1, vendor: 'test', validate: value => ({ value }) },
};

exports.clientLine = function clientLine({ Client, createTransport }) {
  return {
    createTransport,
    callOptions: options => [options],
    request: (client, request) => client.request(request, ANYTHING),
    createClient(info, sample) {
      const client = new Client(info, {
        capabilities: { sampling: {} },
        ...(MODERN && { versionNegotiation: negotiation() }),
      });
      client.setRequestHandler('sampling/createMessage', sample);
      return client;
    },
  };
};

/** `auto` probes a server on stdio in a process of its own, a pin does not. */
function negotiation() {
  const { MCP_NEGOTIATION } = process.env;
  return { mode: MCP_NEGOTIATION ?? { pin: MODERN_REVISION } };
}

exports.serverLine = function serverLine({ McpServer, inputRequired, z }) {
  return {
    shape: { text: z.string() },
    createServer: info => new McpServer(info),
    tool: (server, name, shape, handle) =>
      server.registerTool(name, { inputSchema: z.object(shape) }, handle),
    prompt: (server, name, handle) => server.registerPrompt(name, {}, handle),
    resource: (server, name, uri, handle) =>
      server.registerResource(name, uri, {}, handle),
    sample: MODERN ? sampleByRoundTrip(inputRequired) : sampleByRequest,
  };
};

async function sampleByRequest(_server, { mcpReq }, params, use) {
  return use(await mcpReq.requestSampling(params));
}

/** The modern era has no requests to clients: the client repeats its call with the answer. */
function sampleByRoundTrip(inputRequired) {
  return async (_server, { mcpReq }, params, use) => {
    const answer = mcpReq.inputResponses?.answer;
    return answer === undefined
      ? inputRequired({
          inputRequests: { answer: inputRequired.createMessage(params) },
        })
      : use(answer);
  };
}
