/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { blocksIn } from '../test-fixtures/docs/support/sections.ts';
import { install } from '../test-fixtures/e2e/support/installed.ts';
import { ROOT, runTool } from '../test-fixtures/packaging/commands.ts';

const HOME = join(ROOT, 'test-fixtures', '.installed', 'grafana');

/** What Grafana itself publishes: the types of its files, and the parser of its editor. */
const TOOLS = {
  '@grafana/grafana-foundation-sdk': '0.0.21',
  '@grafana/lezer-traceql': '1.0.0',
  '@lezer/common': '1.5.5',
  '@lezer/lr': '1.4.12',
};

/** A dashboard whose panels ask Prometheus, with nothing that Grafana does not know. */
const TYPE = `
import type { Dashboard, Panel, VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Dataquery } from '@grafana/grafana-foundation-sdk/prometheus';

interface Asking extends Omit<Panel, 'targets'> {
  targets: Omit<Dataquery, '_implementsDataqueryVariant'>[];
}
interface Variable extends Omit<VariableModel, 'type'> {
  type: \`\${VariableModel['type']}\`;
}
interface Ours extends Omit<Dashboard, 'panels' | 'templating'> {
  panels: Asking[];
  templating: { list: Variable[] };
}
export const dashboard: Ours =
`;

/** What its parser makes of a query, as far as this test asks. */
interface Parser {
  parse(query: string): {
    iterate(visit: { enter(node: { type: { isError: boolean } }): void }): void;
  };
}

describe('what Grafana itself says of its files', function () {
  this.timeout(120_000);
  before(() => {
    install(HOME, TOOLS);
  });

  /** Compiles a dashboard as an expression of Grafana's type. */
  async function check(dashboard: string): Promise<void> {
    const folder = mkdtempSync(join(HOME, 'check-'));
    const file = join(folder, 'dashboard.ts');
    writeFileSync(file, TYPE + dashboard);
    const flags =
      '--noEmit --strict --skipLibCheck --ignoreConfig --module nodenext --target es2022';
    try {
      await runTool('tsc', [...flags.split(' '), file]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it('the dashboard is of its type', async () => {
    const dashboard = read('grafana/dashboards/mcp.json');
    await check(dashboard);
    const wrong = dashboard.replace('"legendFormat"', '"legend"');
    await assert.rejects(check(wrong), /'"legend"' does not exist/);
  });

  it('the examples of TraceQL are well-formed', () => {
    const { parser } = createRequire(join(HOME, 'package.json'))(
      '@grafana/lezer-traceql'
    ) as { parser: Parser };
    const errors = (query: string) => {
      let count = 0;
      parser.parse(query).iterate({
        enter({ type }) {
          if (type.isError) count += 1;
        },
      });
      return count;
    };
    const queries = blocksIn(read('README.md'), 'text')
      .join('')
      .split('\n')
      .filter(line => line.startsWith('{'));
    assert.ok(queries.length >= 6);
    for (const query of queries) assert.equal(errors(query), 0, query);
    assert.notEqual(errors('{ kind = && }'), 0);
  });
});

function read(name: string): string {
  return readFileSync(join(import.meta.dirname, name), 'utf8');
}
