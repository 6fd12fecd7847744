/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

const REGISTER = 'opentelemetry-instrumentation-mcp/register';
const SDK = '@modelcontextprotocol/sdk/inMemory.js';
const PROTOCOL = '@modelcontextprotocol/sdk/shared/protocol.js';

/** Tells at the end which files have been loaded, one a line. */
const WATCH = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  const urls = [];
  registerHooks({
    load(url, context, next) {
      urls.push(url);
      return next(url, context);
    },
  });
  process.on('exit', () => console.log(urls.join('\\n')));
`)}`;

async function loadedBy(source: string): Promise<string[]> {
  const { stdout } = await execute(
    process.execPath,
    [
      '--import',
      WATCH,
      '--import',
      REGISTER,
      '--input-type=module',
      '-e',
      source,
    ],
    { cwd: import.meta.dirname }
  );
  return stdout.split('\n').filter(url => url.startsWith('file:'));
}

const has = (urls: readonly string[], part: RegExp) =>
  urls.some(url => part.test(url));

describe('what the flag loads', () => {
  it('has no loader of other packages in it, nor what traces MCP', async () => {
    const urls = await loadedBy('');
    assert.ok(has(urls, /instrumentation-mcp\/dist\/register\./));
    assert.ok(!has(urls, /-in-the-middle|lexer|wiring|tracing\./));
  });

  it('grows with the first part of the SDK that is traced', async () => {
    const before = await loadedBy(`await import('${SDK}')`);
    assert.ok(!has(before, /dist\/loading\/tracing\./));
    const after = await loadedBy(`await import('${PROTOCOL}')`);
    assert.ok(has(after, /dist\/loading\/tracing\./));
  });
});
