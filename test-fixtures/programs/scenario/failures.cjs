/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Calls that end without a result, each in a trace of its own. */
exports.failures = async function failures({ client, sdk, inSpan }) {
  const call = (name, options) => {
    const params = { name, arguments: { text: '' } };
    return client.callTool(params, ...sdk.callOptions(options));
  };
  const steps = {
    timeout: () => call('hang', { timeout: 100 }),
    abort: () => {
      const abort = new AbortController();
      setTimeout(() => abort.abort(), 100);
      return call('hang', { signal: abort.signal });
    },
    'unknown method': () => sdk.request(client, { method: 'test/unknown' }),
    // over HTTP there is no connection whose end the client would notice
    ...(process.argv[2] === 'stdio' && { death: () => call('die') }),
  };
  await inSpan('connect', async () => {
    await client.connect(await sdk.createTransport());
  });
  const results = {};
  for (const [name, step] of Object.entries(steps)) {
    results[name] = await inSpan(name, () =>
      step().then(
        () => 'resolved',
        error => error.message
      )
    );
  }
  return results;
};
