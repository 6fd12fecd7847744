/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The server of all scenarios, written once for both lines of the SDK.
 *
 * @param {object} sdk what the line's `server` module offers
 * @param {object} otel `@opentelemetry/api`, loaded in the program's own module
 *   system: each has a copy of its own
 * @returns {() => object} makes an unconnected `McpServer`
 */
exports.defineServer = function defineServer(sdk, otel) {
  const tracer = otel.trace.getTracer('server-app');
  const work = action =>
    tracer.startActiveSpan('work', async span => {
      try {
        return await action(span);
      } finally {
        span.end();
      }
    });
  return () => {
    const server = sdk.createServer({ name: 'scenario-server', version: '1' });
    const { text } = sdk.shape;
    sdk.tool(server, 'fetch', { text }, ({ text }) =>
      work(async () => {
        const response = await fetch(`${process.env.DOWNSTREAM_URL}/${text}`);
        return content(await response.text());
      })
    );
    sdk.tool(server, 'fail', { text }, ({ text }) => {
      throw new Error(`cannot ${text}`);
    });
    sdk.tool(server, 'ask', { text }, ({ text }, extra) =>
      sdk.sample(server, extra, sampling(text), answer =>
        content(`answer: ${answer.content.text}`)
      )
    );
    sdk.tool(server, 'wait', { text }, ({ text }) =>
      work(async span => {
        span.setAttribute('test.call', text);
        await randomDelay();
        await work(async inner => inner.setAttribute('test.call', text));
        return content(text);
      })
    );
    sdk.tool(server, 'hang', { text }, () => new Promise(() => {}));
    sdk.tool(server, 'die', { text }, () => {
      process.kill(process.pid, 'SIGTERM');
      return new Promise(() => {});
    });
    sdk.prompt(server, 'greeting', () =>
      work(async () => ({
        messages: [{ role: 'user', content: { type: 'text', text: 'hello' } }],
      }))
    );
    sdk.resource(server, 'note', 'test://note', () =>
      work(async () => ({ contents: [{ uri: 'test://note', text: 'a note' }] }))
    );
    return server;
  };
};

function content(text) {
  return { content: [{ type: 'text', text }] };
}

function sampling(text) {
  const message = { role: 'user', content: { type: 'text', text } };
  return { messages: [message], maxTokens: 10 };
}

/** Up to 20 ms, so that concurrent calls end in another order than they began. */
function randomDelay() {
  return new Promise(resolve => {
    setTimeout(resolve, Math.random() * 20);
  });
}
