/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** One connection opened in trace A, used in the traces B, C and D. */
exports.traces = async function traces({ client, sdk, inSpan }) {
  await inSpan('A', async () => {
    await client.connect(await sdk.createTransport());
  });
  const results = [];
  for (const text of ['B', 'C', 'D']) {
    results.push(
      await inSpan(text, async () => [
        await client.callTool({ name: 'wait', arguments: { text } }),
        await client.callTool({ name: 'ask', arguments: { text } }),
      ])
    );
  }
  return results;
};
