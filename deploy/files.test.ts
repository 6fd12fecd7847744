/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import {
  copyFileSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { hasCommand } from '../examples/lib/commands.mjs';
import { run } from '../test-fixtures/packaging/commands.ts';

interface Collector {
  readonly receivers: object;
  readonly processors: object;
  readonly exporters: Readonly<Record<string, { endpoint: string }>>;
  readonly service: {
    readonly pipelines: Readonly<
      Record<string, Record<'receivers' | 'processors' | 'exporters', string[]>>
    >;
  };
}

interface Compose {
  readonly services: Readonly<
    Record<string, { image?: string; command?: string[]; volumes?: string[] }>
  >;
}

describe('the files for a deployment', () => {
  const { services } = yaml('compose.yaml') as Compose;
  const collector = yaml('collector.yaml') as Collector;

  it('are well-formed', () => {
    const files = globSync('**/*.{yml,yaml}', { cwd: import.meta.dirname });
    assert.ok(files.length >= 8);
    for (const file of files) assert.equal(typeof yaml(file), 'object', file);
  });

  it('have pipelines of parts that are there', () => {
    for (const pipeline of Object.values(collector.service.pipelines)) {
      for (const kind of ['receivers', 'processors', 'exporters'] as const) {
        for (const part of pipeline[kind]) {
          assert.ok(Object.hasOwn(collector[kind], part), part);
        }
      }
    }
  });

  it('send to services that are there', () => {
    for (const { endpoint } of Object.values(collector.exporters)) {
      const [host = ''] = endpoint.replace(/^http:\/\//, '').split(':');
      assert.ok(Object.hasOwn(services, host), endpoint);
    }
  });

  it('mount files that are there', () => {
    const mounted = Object.values(services)
      .flatMap(({ volumes = [] }) => volumes)
      .filter(volume => volume.startsWith('./'))
      .map(volume => volume.split(':')[0] ?? '');
    for (const file of mounted) {
      assert.equal(
        globSync(file, { cwd: import.meta.dirname }).length,
        1,
        file
      );
    }
    assert.ok(mounted.length > 0);
  });
});

describe('what Docker Compose itself says of its files', function () {
  this.timeout(30_000);
  before(function () {
    if (!hasCommand('docker-compose')) this.skip();
  });

  /** The services that Compose makes of files; it needs no Docker for that. */
  async function configured(...files: string[]): Promise<Compose['services']> {
    const flags = files.flatMap(file => ['-f', file]);
    const cwd = import.meta.dirname;
    const said = await run('docker-compose', [...flags, 'config'], { cwd });
    return (parse(said) as Compose).services;
  }

  it('they are valid', async () => {
    const services = await configured('compose.yaml');
    assert.deepEqual(Object.keys(services).sort(), [
      'collector',
      'grafana',
      'prometheus',
      'tempo',
    ]);
  });

  it('Jaeger takes the place of Tempo, with its own settings', async () => {
    const { tempo } = await configured('compose.yaml', 'compose.jaeger.yaml');
    assert.match(tempo?.image ?? '', /^jaegertracing\/jaeger:/);
    assert.deepEqual(tempo?.command, []);
  });
});

describe('what Prometheus itself says of its files', function () {
  this.timeout(30_000);
  before(function () {
    if (!hasCommand('promtool')) this.skip();
  });

  it('the alerts are valid', async () => {
    const alerts = join(import.meta.dirname, 'alerts.yml');
    const said = await run('promtool', ['check', 'rules', alerts]);
    assert.match(said, /SUCCESS: 4 rules found/);
  });

  it('the configuration is valid', async () => {
    // Debian's Prometheus is older than OTLP in it.
    const { otlp, ...rest } = yaml('prometheus.yml') as Record<string, unknown>;
    assert.ok(otlp !== undefined);
    const folder = mkdtempSync(join(tmpdir(), 'promtool-'));
    const file = join(folder, 'prometheus.yml');
    for (const name of rest['rule_files'] as string[]) {
      copyFileSync(join(import.meta.dirname, name), join(folder, name));
    }
    writeFileSync(file, stringify(rest));
    const said = await run('promtool', ['check', 'config', file]);
    assert.match(said, /prometheus.yml is valid/);
    rmSync(folder, { recursive: true });
  });
});

function yaml(file: string): unknown {
  return parse(readFileSync(join(import.meta.dirname, file), 'utf8'));
}
