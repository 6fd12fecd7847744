/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { startFixture, type SpanRecord } from 'opentelemetry-mcp-test-utils';

const FIXTURES = new URL('../fixtures/', import.meta.url);

/** A program or a preload of the tests. */
export function fixtureUrl(path: string): URL {
  return new URL(path, FIXTURES);
}

/** Flags that preload modules: fixtures by name, packages by specifier. */
export function preloads(...names: readonly string[]): string[] {
  return names.flatMap(name => {
    const specifier = name.replace('require:', '');
    return [
      name === specifier ? '--import' : '--require',
      /\.[cm]js$/.test(name) ? fixtureUrl(`preload/${name}`).href : specifier,
    ];
  });
}

/** What a program reports, see `preload/telemetry.mjs`. */
export interface Report {
  readonly spans: SpanRecord[];
  readonly unended: number;
  readonly diagnostics: string[];
  readonly [extra: string]: unknown;
}

/** Runs a program of `fixtures/apps`, or one of another URL, to its end. */
export async function runApp(
  app: string,
  preload: readonly string[],
  args: readonly string[] = []
): Promise<Report> {
  const fixture = await startFixture({
    file: new URL(app, fixtureUrl('apps/')),
    execArgv: preloads(...preload),
    args,
    ipc: true,
    cwd: fixtureUrl('.'),
  });
  const { code } = await fixture.exited;
  const [report] = fixture.messages;
  if (code !== 0 || report === undefined) {
    throw new Error(`${app} ended with ${String(code)}: ${fixture.stderr}`);
  }
  if (fixture.stdout !== '') {
    throw new Error(`${app} wrote to stdout: ${fixture.stdout}`);
  }
  return report as Report;
}
