/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { userMachine } from './machine.ts';
import { SUPPORTED } from './nodes.ts';

/** What must not be there twice: a second copy hides faults, or makes them. */
const ONCE = [
  'api',
  'instrumentation',
  'instrumentation-http',
  'sdk-logs',
  'sdk-metrics',
  'sdk-node',
  'sdk-trace',
];

for (const line of SUPPORTED) {
  describe(`a user's machine with Node ${line}`, function () {
    this.timeout(300_000);

    it('has one copy of each OpenTelemetry package, of one line', async () => {
      const machine = await userMachine(line);
      const copies = ONCE.map(name => `@opentelemetry/${name}`).map(name => [
        name,
        copiesOf(machine.folder, name),
      ]);
      assert.deepEqual(
        copies,
        ONCE.map(name => [`@opentelemetry/${name}`, 1])
      );
      const [major] = machine.version('@opentelemetry/core')?.split('.') ?? [];
      assert.equal(major, line === '20' ? '2' : '3');
    });
  });
}

/** How often a package is installed, at whatever depth. */
function copiesOf(folder: string, name: string): number {
  const suffix = join('node_modules', name, 'package.json');
  return readdirSync(join(folder, 'node_modules'), {
    recursive: true,
    encoding: 'utf8',
  }).filter(file => join('node_modules', file).endsWith(suffix)).length;
}
