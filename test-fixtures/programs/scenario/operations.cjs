/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Every kind of operation once, each in a trace of its own. */
exports.operations = async function operations({ client, sdk, inSpan }) {
  const call = (name, text) => client.callTool({ name, arguments: { text } });
  const steps = {
    connect: async () => {
      await client.connect(await sdk.createTransport());
      return client.getServerVersion().name;
    },
    list: () => client.listTools(),
    fetch: () => call('fetch', 'page'),
    fail: () => call('fail', 'fly'),
    ask: () => call('ask', 'why'),
    prompt: () => client.getPrompt({ name: 'greeting' }),
    resource: () => client.readResource({ uri: 'test://note' }),
  };
  const results = {};
  for (const [name, step] of Object.entries(steps)) {
    results[name] = await inSpan(name, step);
  }
  return results;
};
