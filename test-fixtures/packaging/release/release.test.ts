/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import {
  assertMcpConventions,
  startOtlpReceiver,
  type SpanRecord,
} from 'opentelemetry-mcp-test-utils';
import { nodeExecutable, type NodeLine } from '../../users/nodes.ts';
import { run } from '../commands.ts';
import { checkOut, commit, manifestsOf } from './checkout.ts';
import { sectionOf } from '../../docs/support/sections.ts';
import { MANAGERS, yarnRegistry } from './managers.ts';
import { COPIED, MANAGED, PRINTED, TRACED } from './followed.ts';
import { workplace, type QuickStart } from './quick-starts.ts';
import { startRegistry, type Registry } from './registry.ts';
import { commandsOf, runCommands } from './workflow.ts';

/** Each line of Node, and the line of OpenTelemetry's SDK that npm picks on it. */
const LINES = [
  ['20', '2'],
  ['22', '3'],
  ['24', '3'],
  ['26', '3'],
] as const satisfies readonly (readonly [NodeLine, string])[];

/** What came of a section that somebody has followed. */
interface Reader {
  readonly printed: string;
  readonly spans: readonly SpanRecord[];
}

describe('a release', function () {
  this.timeout(300_000);

  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'mcp-release-'));
  let checkout: string;
  let registry: Registry;

  before(async () => {
    checkout = await checkOut(folder);
    const names = manifestsOf(checkout).map(({ name }) => name);
    registry = await startRegistry(join(folder, 'registry'), names);
  });

  after(async () => {
    await registry.close();
    removeLater(folder);
  });

  /** npm of somebody who knows this registry only, and has no settings. */
  function npm(userconfig: string): Record<string, string> {
    return {
      npm_config_registry: registry.url,
      npm_config_userconfig: join(folder, userconfig),
    };
  }

  async function follow(start: QuickStart, node: string): Promise<Reader> {
    const receiver = await startOtlpReceiver();
    const { PATH = '' } = process.env;
    const place = workplace(start, mkdtempSync(join(folder, 'reader-')));
    const commands =
      MANAGERS +
      place.commands.replaceAll('http://localhost:4318', receiver.url);
    const env = {
      ...npm('reader'),
      ...yarnRegistry(registry.url, join(folder, 'yarn')),
      PATH: dirname(node) + delimiter + PATH,
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    };
    try {
      // The reader's own programs run already; who installs anything installs all.
      if (start.manager === undefined && !commands.includes('npm install')) {
        await runCommands('npm install', place.folder, env);
      }
      const printed = await runCommands(commands, place.folder, env);
      return { printed, spans: receiver.spans() };
    } finally {
      await receiver.close();
    }
  }

  function release(commands: string): Promise<string> {
    const env = { GH_TOKEN: 'none', NPM_TOKEN: registry.token };
    return runCommands(commands, checkout, { ...npm('maintainer'), ...env });
  }

  async function published(name: string): Promise<unknown> {
    const answer = await fetch(registry.url + name);
    const { versions = {} } = (await answer.json()) as { versions?: object };
    return Object.keys(versions);
  }

  it('publishes what the manifests say, when it is the first', async () => {
    await release(commandsOf('Version'));
    await release(commandsOf('Publish'));
    for (const { name, version } of manifestsOf(checkout)) {
      assert.deepEqual(await published(name), [version], name);
    }
    const remote = await run('git', ['ls-remote', '--tags', 'origin'], {
      cwd: checkout,
    });
    for (const { name, version } of manifestsOf(checkout)) {
      assert.ok(remote.includes(`refs/tags/${name}@${version}`), name);
    }
  });

  for (const [line, sdk] of LINES) {
    describe(`installed by name on Node ${line}`, () => {
      const readers = new Map<QuickStart, Promise<Reader>>();

      // npm waits for the registry most of the time: all at once.
      before(() => {
        const node = nodeExecutable(line);
        for (const start of [...TRACED, ...PRINTED]) {
          const reader = follow(start, node);
          reader.catch(() => undefined);
          readers.set(start, reader);
        }
      });

      for (const start of TRACED) {
        it(`traces: ${start.heading}`, async () => {
          const spans = (await readers.get(start))?.spans ?? [];
          assertCalled(spans);
          for (const { resource } of spans) {
            const version = JSON.stringify(resource['telemetry.sdk.version']);
            assert.ok(version.startsWith(`"${sdk}.`), version);
          }
        });
      }

      for (const start of PRINTED) {
        it(`does what it says: ${start.document}`, async () => {
          const reader = readers.get(start) ?? Promise.reject(new Error());
          if (start.fails === true) {
            await assert.rejects(reader, start.prints);
          } else {
            assert.match((await reader).printed, start.prints);
          }
        });
      }
    });
  }

  describe('installed by other means', () => {
    const readers = new Map<QuickStart, Promise<Reader>>();

    before(() => {
      for (const start of [...MANAGED, COPIED]) {
        const reader = follow(start, process.execPath);
        reader.catch(() => undefined);
        readers.set(start, reader);
      }
    });

    for (const start of MANAGED) {
      it(`traces: ${start.heading}`, async () => {
        const spans = (await readers.get(start))?.spans ?? [];
        assertCalled(spans);
      });
    }

    it(`does what it says: ${COPIED.document}`, async () => {
      const reader = await readers.get(COPIED);
      assert.match(reader?.printed ?? '', COPIED.prints);
    });
  });

  describe('of a fix', () => {
    it('publishes the package, a patch higher, and no other', async () => {
      appendFileSync(
        join(checkout, 'packages/mcp-doctor/README.md'),
        '\nMore.\n'
      );
      await commit(checkout, 'fix(mcp-doctor): more');
      const github = ' --create-release github';
      const version = commandsOf('Version');
      assert.ok(version.includes(github));
      await release(version.replace(github, ''));
      await release(commandsOf('Publish'));
      const versions = await published('opentelemetry-mcp-doctor');
      assert.deepEqual(versions, ['0.1.0', '0.1.1']);
      assert.deepEqual(await published('opentelemetry-propagator-mcp'), [
        '0.1.0',
      ]);
    });
  });
});

/** Hundreds of thousands of files: nobody waits for that. */
function removeLater(folder: string): void {
  const program = `require('node:fs').rmSync(${JSON.stringify(folder)}, { recursive: true, force: true })`;
  const options = { detached: true, stdio: 'ignore' } as const;
  spawn(process.execPath, ['--eval', program], options).unref();
}

function assertCalled(spans: readonly SpanRecord[]): void {
  const calls = spans.filter(({ name }) => name === 'tools/call now');
  assert.deepEqual(calls.map(({ kind }) => kind).sort(), ['CLIENT', 'SERVER']);
  assertMcpConventions(spans);
}

describe('the quick starts', () => {
  it('are the same in the README of the instrumentation', () => {
    const document = 'packages/instrumentation-mcp/README.md';
    for (const start of TRACED) {
      assert.equal(sectionOf({ ...start, document }), sectionOf(start));
    }
  });
});
