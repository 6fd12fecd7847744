/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

const CALLS = 50;

/** Many calls at once on one connection, each in a trace of its own. */
exports.concurrent = async function concurrent({ client, sdk, inSpan }) {
  await inSpan('connect', async () => {
    await client.connect(await sdk.createTransport());
  });
  const names = Array.from({ length: CALLS }, (_, index) => `call ${index}`);
  return Promise.all(
    names.map(text =>
      inSpan(text, () => client.callTool({ name: 'wait', arguments: { text } }))
    )
  );
};
