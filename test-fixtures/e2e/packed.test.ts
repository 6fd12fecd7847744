/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import {
  assertJsonRpcOnly,
  assertSpanTree,
} from 'opentelemetry-mcp-test-utils';
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  LINES,
  SET_UPS,
  type Format,
  type Kind,
  type Line,
} from './support/cells.ts';
import { expectedOperations } from './support/expected-operations.ts';
import { copyPrograms, install, programsRoot } from './support/installed.ts';
import { installPacked } from './support/packed.ts';
import { runScenario } from './support/run-scenario.ts';

describe('packed, on OpenTelemetry 2.x and Node 20', function () {
  this.timeout(300_000);
  const installed = 'otel-2x';
  const cells: readonly (readonly [Line, Kind, Format])[] = [
    [LINES.v1, 'stdio', 'mjs'],
    [LINES.v1, 'http', 'cjs'],
    [LINES.v2, 'http', 'mjs'],
    [LINES.v2Modern, 'stdio', 'cjs'],
  ];
  let root: string;
  let node: string;

  before(async () => {
    root = programsRoot(installed);
    await installPacked(root);
    node = installNode(join(root, '..', 'node-20'));
  });

  it('has one copy of API and instrumentation, of the 2.x line', () => {
    assert.equal(versionIn(root, '@opentelemetry/api'), '1.9.1');
    assert.equal(versionIn(root, '@opentelemetry/instrumentation'), '0.223.0');
    for (const name of [
      'opentelemetry-instrumentation-mcp',
      '@opentelemetry/sdk-node',
    ]) {
      const nested = join(root, 'node_modules', name);
      const instrumentation = '@opentelemetry/instrumentation';
      assert.equal(versionIn(nested, instrumentation), undefined);
    }
  });

  for (const [line, kind, format] of cells) {
    for (const setUp of [SET_UPS.register, SET_UPS.nodeSdk]) {
      it(`${line.title}, ${kind}, ${format}: ${setUp.title}`, async () => {
        const { spans, openSpans, wire } = await runScenario({
          name: 'operations',
          line: { ...line, installed },
          kind,
          format,
          setUp,
          node,
        });
        assertSpanTree(spans, expectedOperations(line, kind));
        assert.deepEqual(openSpans, []);
        if (kind === 'stdio') assertJsonRpcOnly(wire.stdout);
      });
    }
  }
});

describe('packed, without auto-instrumentations-node', function () {
  this.timeout(300_000);
  let root: string;

  before(async () => {
    // outside the workspace, which has that package
    root = mkdtempSync(join(tmpdir(), 'mcp-without-peer-'));
    install(join(root, 'app'), {
      '@modelcontextprotocol/sdk': '1.32.2',
      '@opentelemetry/api': '1.10.0',
      zod: '4.6.7',
    });
    root = join(root, 'app');
    copyPrograms(root);
    await installPacked(root);
  });

  after(() => {
    rmSync(join(root, '..'), { recursive: true, force: true });
  });

  it('the auto flag says so in one line, and the program works', async () => {
    const operations = {
      name: 'operations',
      line: LINES.v1,
      kind: 'memory',
      format: 'mjs',
      root,
    } as const;
    const auto = ['--import', 'opentelemetry-instrumentation-mcp/auto'];
    const plain = await runScenario(operations);
    const flagged = await runScenario({
      ...operations,
      setUp: { title: 'auto', execArgv: () => auto },
      processes: 0,
    });
    assert.equal(plain.stderr, '');
    assert.match(
      flagged.stderr,
      /^[^\n]*npm install @opentelemetry\/auto-instrumentations-node[^\n]*\n$/
    );
    assert.deepEqual(flagged.results, plain.results);
  });
});

/** @returns path of the executable */
function installNode(folder: string): string {
  const { arch, platform } = process;
  const system = platform === 'win32' ? 'win' : platform;
  const name = `node-${system}-${arch}`;
  install(folder, { [name]: '20.20.2' });
  const file = platform === 'win32' ? 'node.exe' : 'node';
  return join(folder, 'node_modules', name, 'bin', file);
}

function versionIn(folder: string, name: string): string | undefined {
  const file = join(folder, 'node_modules', name, 'package.json');
  try {
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as {
      version: string;
    };
    return manifest.version;
  } catch {
    return undefined;
  }
}
