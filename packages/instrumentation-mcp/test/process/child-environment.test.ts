/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import {
  childEnvironment,
  type Forwarded,
} from '../../src/process/child-environment.ts';
import { isCredential } from '../../src/process/credentials.ts';
import {
  joinNodeOptions,
  splitNodeOptions,
} from '../../src/process/node-options.ts';
import { childNodeOptions } from '../../src/process/preload-flags.ts';
import { spawnMark, takeSpawnMark } from '../../src/process/spawn-mark.ts';

describe('NODE_OPTIONS', () => {
  const texts: Record<string, string[]> = {
    '': [],
    '  --a  --b=1 ': ['--a', '--b=1'],
    '--require "./my file.js"': ['--require', './my file.js'],
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
  const words = (options: string | undefined) =>
    splitNodeOptions(options ?? '');

  for (const entry of ['register', 'auto'] as const) {
    it(`has our own flag, and nothing of the host's: ${entry}`, () => {
      const flags = ['--inspect', '--import', './own.mjs', '--no-deprecation'];
      const [flag, file = '', ...others] = words(
        childNodeOptions(entry, flags, ['server.js'])
      );
      assert.equal(flag, '--require');
      assert.match(file, new RegExp(`preload.${entry}\\.cjs$`));
      assert.ok(existsSync(file), file);
      assert.deepEqual(others, []);
    });
  }

  it('has the flag that starts what a flag of the host has started', () => {
    const peer = '@opentelemetry/auto-instrumentations-node/register';
    for (const flags of [['--import', peer], [`--a --require=${peer}`]]) {
      const [, file] = words(childNodeOptions('register', flags, []));
      assert.match(file ?? '', /auto\.cjs$/);
    }
  });

  it('has none where code set it up, or the child may not read it', () => {
    assert.equal(childNodeOptions(undefined, [], []), undefined);
    for (const flag of [
      ...['--permission', '--experimental-permission'],
      '--experimental-policy=policy.json',
    ]) {
      assert.equal(childNodeOptions('auto', [], [flag, 'x.js']), undefined);
    }
    assert.notEqual(childNodeOptions('auto', [], [1, null]), undefined);
  });
});

describe('credentials among variables', () => {
  const secret: Record<string, string> = {
    OTEL_EXPORTER_OTLP_HEADERS: 'a=b',
    OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'a=b',
    OTEL_EXPORTER_OTLP_CLIENT_KEY: '/key.pem',
    OTEL_EXPORTER_OTLP_METRICS_CLIENT_KEY: '/key.pem',
    OTEL_EXPORTER_OTLP_LOGS_CLIENT_CERTIFICATE: '/cert.pem',
    OTEL_EXPORTER_OTLP_CERTIFICATE: '/ca.pem',
    OTEL_VENDOR_API_KEY: 'x',
    OTEL_VENDOR_ACCESS_TOKEN: 'x',
    OTEL_EXPORTER_JAEGER_PASSWORD: 'x',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://user:word@collector:4318',
    OTEL_EXPORTER_ZIPKIN_ENDPOINT: 'https://ingest.vendor/v2?key=x',
  };
  const open: Record<string, string> = {
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_TRACES_SAMPLER_ARG: '0.5',
    OTEL_PROPAGATORS: 'tracecontext,baggage',
    OTEL_RESOURCE_ATTRIBUTES: 'team=a@b',
  };
  for (const [name, value] of Object.entries(secret)) {
    it(`are told: ${name}`, () => {
      assert.ok(isCredential(name, value));
    });
  }
  for (const [name, value] of Object.entries(open)) {
    it(`are not taken for one: ${name}`, () => {
      assert.ok(!isCredential(name, value));
    });
  }
});

describe('variables of a child', () => {
  const forwarded = (given: Partial<Forwarded>): Forwarded => ({
    environment: {},
    carried: {},
    credentials: false,
    nodeOptions: undefined,
    ...given,
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
    OTEL_INSTRUMENTATION_MCP_SPAWNED: 'parent',
  };

  it('have those that the SDK gives to a child without any', () => {
    const environment = { PATH: '/bin', HOME: '() { x; }', OTHER: 'other' };
    assert.deepEqual(
      childEnvironment(undefined, forwarded({ environment, carried: CARRIED })),
      { PATH: '/bin', ...WRITTEN }
    );
  });

  it('are not more than those that were given, otherwise', () => {
    const given = { A: 'a' };
    const environment = { PATH: '/bin' };
    assert.deepEqual(
      childEnvironment(given, forwarded({ environment })),
      given
    );
    assert.deepEqual(given, { A: 'a' });
  });

  it('never mix a context that was given with another one', () => {
    const given = { TRACEPARENT: 'given' };
    assert.deepEqual(
      childEnvironment(given, forwarded({ carried: CARRIED })),
      given
    );
  });

  it('do not have the name of the host, nor its mark', () => {
    const environment = {
      OTEL_SERVICE_NAME: 'host',
      OTEL_RESOURCE_ATTRIBUTES: 'service.name=host, service.instance.id =1',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
      OTEL_INSTRUMENTATION_MCP_SPAWNED: 'parent',
    };
    assert.deepEqual(childEnvironment({}, forwarded({ environment })), {
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
    });
  });

  it('have credentials where the child may have them', () => {
    const environment = { OTEL_EXPORTER_OTLP_HEADERS: 'key=value' };
    assert.deepEqual(childEnvironment({}, forwarded({ environment })), {});
    assert.deepEqual(
      childEnvironment({}, forwarded({ environment, credentials: true })),
      environment
    );
  });

  it('have our flag, unless they were given others', () => {
    const nodeOptions = '--require /x.cjs';
    assert.deepEqual(childEnvironment({}, forwarded({ nodeOptions })), {
      NODE_OPTIONS: nodeOptions,
    });
    const given = { NODE_OPTIONS: '--no-deprecation' };
    assert.deepEqual(
      childEnvironment(given, forwarded({ nodeOptions })),
      given
    );
  });
});

describe('the mark of a process that a client has spawned', () => {
  const MARK = 'OTEL_INSTRUMENTATION_MCP_SPAWNED';

  it('is taken away, and holds for the context that came with it', () => {
    for (const context of [{ TRACEPARENT: 'a' }, { B3: 'b' }]) {
      const environment = { ...context, [MARK]: spawnMark(context) };
      assert.equal(takeSpawnMark(environment), true);
      assert.deepEqual(environment, context);
      assert.equal(takeSpawnMark(environment), false);
    }
  });

  it('does not hold for another context', () => {
    const environment = { TRACEPARENT: 'other', [MARK]: 'a' };
    assert.equal(takeSpawnMark(environment), false);
    assert.deepEqual(environment, { TRACEPARENT: 'other' });
  });
});
