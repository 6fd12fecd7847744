/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { run } from '../packaging/commands.ts';
import { follow, type Followed } from './support/follow.ts';
import {
  blocksIn,
  filesIn,
  sectionOf,
  type Section,
} from './support/sections.ts';
import { startStandIn, type Delivery } from './support/stand-in.ts';

const CALLED = ['CLIENT', 'SERVER'];

function called({ spans }: Followed): string[] {
  return spans
    .filter(({ name }) => name === 'tools/call now')
    .map(({ kind }) => kind)
    .sort();
}

describe('docs/recipes/backends.md', function () {
  this.timeout(60_000);
  const document = 'docs/recipes/backends.md';

  const COLLECTED = [
    'Jaeger',
    'Tempo and Grafana',
    'Datadog',
    'A collector of your own',
  ];
  const VENDORS = {
    'Grafana Cloud': ['/otlp/v1/traces', 'authorization', 'Basic MTIz'],
    Honeycomb: ['/v1/traces', 'x-honeycomb-team', 'hcaik_example'],
    Langfuse: ['/api/public/otel/v1/traces', 'authorization', 'Basic cGs'],
    Logfire: ['/v1/traces', 'authorization', 'pylf_example'],
    'Confident AI': ['/v1/traces', 'x-confident-api-key', 'confident_us'],
  } as const;

  // Each waits for its processes most of the time: all at once.
  const collected = new Map<string, Followed>();
  const delivered = new Map<string, readonly Delivery[]>();
  before(async () => {
    await Promise.all([
      ...COLLECTED.map(async heading => {
        collected.set(heading, await follow({ document, heading }));
      }),
      ...Object.keys(VENDORS).map(async heading => {
        delivered.set(heading, await deliveriesOf({ document, heading }));
      }),
    ]);
  });

  for (const heading of COLLECTED) {
    it(`traces: ${heading}`, () => {
      const followed = collected.get(heading);
      assert.ok(followed !== undefined);
      assert.deepEqual(called(followed), CALLED);
    });
  }

  for (const [heading, [path, header, key]] of Object.entries(VENDORS)) {
    it(`sends traces to the path of ${heading}, with its key`, () => {
      const traces = (delivered.get(heading) ?? []).filter(delivery =>
        delivery.path.endsWith('/traces')
      );
      assert.ok(traces.length > 0);
      for (const delivery of traces) {
        assert.equal(delivery.path, path);
        assert.ok(String(delivery.headers[header]).startsWith(key));
      }
    });
  }
});

/** What the vendor of a section would get. */
async function deliveriesOf(section: Section): Promise<readonly Delivery[]> {
  const vendor = await startStandIn();
  const edit = (commands: string) =>
    commands.replace(/https:\/\/[^/\s]+/, vendor.url);
  await follow(section, { edit });
  await vendor.close();
  return vendor.deliveries;
}

describe('docs/recipes/containers.md', function () {
  this.timeout(60_000);
  const document = 'docs/recipes/containers.md';

  it('has the flag of the image in the environment of the program', async () => {
    const heading = 'Docker';
    const [image = ''] = blocksIn(sectionOf({ document, heading }), 'text');
    const [, flag = ''] = /^ENV (NODE_OPTIONS=.*)$/m.exec(image) ?? [];
    const edit = (commands: string) => {
      assert.ok(commands.includes(`export ${flag}\n`));
      return commands;
    };
    const followed = await follow({ document, heading }, { edit });
    assert.deepEqual(called(followed), CALLED);
  });

  it("traces beside the agent that OpenTelemetry's operator adds", async () => {
    const heading = "Kubernetes with OpenTelemetry's operator";
    const files = filesIn(sectionOf({ document, heading }));
    const { spec } = parse(files.get('deployment.yaml') ?? '') as {
      spec: {
        template: {
          spec: { containers: { env: { name: string; value: string }[] }[] };
        };
      };
    };
    const [container] = spec.template.spec.containers;
    const [variable] = container?.env ?? [];
    assert.equal(variable?.name, 'NODE_OPTIONS');
    const agent = '@opentelemetry/auto-instrumentations-node/register';
    const NODE_OPTIONS = `${variable.value} --require ${agent}`;
    const followed = await follow(
      { document, heading },
      { env: { NODE_OPTIONS }, edit: () => 'node app.js' }
    );
    assert.deepEqual(called(followed), CALLED);
  });
});

describe('docs/recipes/serverless.md', function () {
  this.timeout(60_000);

  it('has exported when it answers', async () => {
    const document = 'docs/recipes/serverless.md';
    const heading = 'A handler of the MCP SDK';
    const { printed, spans } = await follow(
      { document, heading },
      { programs: ['invoke.js'], edit: () => 'node invoke.js || true' }
    );
    assert.match(printed, /^200 /);
    const names = spans.map(({ name }) => name);
    assert.deepEqual(names, ['tools/call now']);
  });
});

describe('docs/recipes/packages.md', function () {
  this.timeout(60_000);

  it('makes two copies of the API one', async () => {
    const document = 'docs/recipes/packages.md';
    const heading = 'npm workspaces and other monorepos';
    const [block = ''] = blocksIn(sectionOf({ document, heading }), 'json');
    const folder = mkdtempSync(join(tmpdir(), 'monorepo-'));
    const api = '@opentelemetry/api';
    mkdirSync(join(folder, 'service'));
    const service = { name: 'service', dependencies: { [api]: '1.9.0' } };
    writeFileSync(
      join(folder, 'service', 'package.json'),
      JSON.stringify({ ...service, version: '1.0.0' })
    );
    const versions = async (more: object) => {
      const root = {
        private: true,
        workspaces: ['service'],
        dependencies: { [api]: '1.10.0' },
        ...more,
      };
      writeFileSync(join(folder, 'package.json'), JSON.stringify(root));
      rmSync(join(folder, 'package-lock.json'), { force: true });
      await run('npm', ['install', '--package-lock-only'], { cwd: folder });
      const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
      return lock.match(/"[^"]*node_modules\/@opentelemetry\/api"/g)?.length;
    };
    assert.equal(await versions({}), 2);
    assert.equal(await versions(JSON.parse(block) as object), 1);
    rmSync(folder, { recursive: true });
  });

  it('traces TypeScript that Node.js runs by itself', async () => {
    const document = 'docs/recipes/packages.md';
    const heading = 'TypeScript by Node.js itself';
    const followed = await follow(
      { document, heading },
      { edit: commands => `cp app.js app.ts\n${commands}` }
    );
    assert.deepEqual(called(followed), CALLED);
  });
});
