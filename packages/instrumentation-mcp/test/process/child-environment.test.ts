/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  childEnvironment,
  type Host,
} from '../../src/process/child-environment.ts';
import {
  joinNodeOptions,
  splitNodeOptions,
} from '../../src/process/node-options.ts';
import { childNodeOptions } from '../../src/process/preload-flags.ts';
import { OPENTELEMETRY } from './support/server-process.ts';

describe('NODE_OPTIONS', () => {
  const texts: Record<string, string[]> = {
    '': [],
    '  --a  --b=1 ': ['--a', '--b=1'],
    '--require "../stdio/my file.js"': ['--require', '../stdio/my file.js'],
    '--title="a \\"b\\" \\\\c"': ['--title=a "b" \\c'],
    'C:\\a\\b': ['C:\\a\\b'],
    '"" x': ['', 'x'],
  };

  for (const [text, words] of Object.entries(texts)) {
    it(`is read as Node reads it: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(splitNodeOptions(text), words);
    });
  }

  it('is written so that it reads the same', () => {
    for (const words of Object.values(texts)) {
      const kept = words.filter(word => word !== '');
      assert.deepEqual(splitNodeOptions(joinNodeOptions(kept)), kept);
    }
  });
});

describe('NODE_OPTIONS of a child', () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'mcp stdio '));
    writeFileSync(join(folder, 'own.cjs'), '');
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('names relative preloads by their files', () => {
    const own = join(folder, 'own.cjs');
    const options = childNodeOptions(
      '-r ./own.cjs --import=./own.cjs --loader ./own.cjs',
      [],
      folder
    );
    const url = pathToFileURL(own).href;
    const words = ['-r', own, '--import', url, '--loader', url];
    assert.deepEqual(splitNodeOptions(options ?? ''), words);
  });

  it('leaves alone what is a URL already, and what cannot be found', () => {
    const text = '--import data:text/javascript, --require not-installed';
    assert.equal(childNodeOptions(text, [], folder), text);
  });

  it('has no debugger', () => {
    const text = '--inspect-brk=0 --no-deprecation --inspect';
    assert.equal(childNodeOptions(text, [], folder), '--no-deprecation');
    assert.equal(childNodeOptions('--inspect', [], folder), undefined);
  });

  it('has the flags of the command line that load telemetry, and no others', () => {
    const register = createRequire(import.meta.url).resolve(OPENTELEMETRY);
    const execArgv = [
      ...['--max-old-space-size=100', '--import', '../stdio/own.cjs'],
      ...[`--require=${OPENTELEMETRY}`, '--import', OPENTELEMETRY],
    ];
    const options = childNodeOptions(undefined, execArgv, import.meta.dirname);
    assert.deepEqual(splitNodeOptions(options ?? ''), [
      ...['--require', register],
      ...['--import', pathToFileURL(register.replace('.cjs', '.mjs')).href],
    ]);
    const present = `--import ${pathToFileURL(register).href}`;
    assert.equal(
      childNodeOptions(present, execArgv, import.meta.dirname),
      present
    );
  });
});

describe('variables of a child', () => {
  const host = (environment: Host['environment']): Host => ({
    environment,
    execArgv: [],
    directory: import.meta.dirname,
  });
  const CARRIED = {
    traceparent: 'parent',
    tracestate: 'state',
    baggage: 'bag',
  };
  const WRITTEN = {
    TRACEPARENT: 'parent',
    TRACESTATE: 'state',
    BAGGAGE: 'bag',
  };

  it('have those that the SDK gives to a child without any', () => {
    const environment = { PATH: '/bin', HOME: '() { x; }', OTHER: 'other' };
    assert.deepEqual(childEnvironment(undefined, CARRIED, host(environment)), {
      PATH: '/bin',
      ...WRITTEN,
    });
  });

  it('are not more than those that were given, otherwise', () => {
    const given = { A: 'a' };
    assert.deepEqual(
      childEnvironment(given, {}, host({ PATH: '/bin' })),
      given
    );
    assert.deepEqual(given, { A: 'a' });
  });

  it('never mix a context that was given with another one', () => {
    const given = { TRACEPARENT: 'given' };
    assert.deepEqual(childEnvironment(given, CARRIED, host({})), given);
  });

  it('do not have the name of the host', () => {
    const environment = {
      OTEL_SERVICE_NAME: 'host',
      OTEL_RESOURCE_ATTRIBUTES: 'service.name=host, service.instance.id =1',
      OTEL_EXPORTER_OTLP_HEADERS: 'key=value',
    };
    assert.deepEqual(childEnvironment({}, {}, host(environment)), {
      OTEL_EXPORTER_OTLP_HEADERS: 'key=value',
    });
  });
});
