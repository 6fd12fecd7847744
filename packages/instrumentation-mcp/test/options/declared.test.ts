/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings, type Settings } from '../../src/config/settings.ts';
import { isSdkDisabled, isSwitchedOff } from '../../src/config/switches.ts';

interface Read {
  readonly settings: Settings;
  readonly lines: readonly string[];
}

describe('options in the file that OTEL_CONFIG_FILE names', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-declared-'));
  let count = 0;

  after(() => rmSync(folder, { recursive: true }));

  /** Each file has a name of its own, for it is read once. */
  function fileWith(...lines: string[]): { OTEL_CONFIG_FILE: string } {
    const file = join(folder, `${String(count++)}.yaml`);
    writeFileSync(file, ["file_format: '1.0'", ...lines, ''].join('\n'));
    return { OTEL_CONFIG_FILE: file };
  }

  function options(...lines: string[]): { OTEL_CONFIG_FILE: string } {
    return fileWith(
      'instrumentation/development:',
      '  js:',
      '    mcp:',
      ...lines.map(line => `      ${line}`)
    );
  }

  function read(environment: Record<string, string>, config = {}): Read {
    const lines: string[] = [];
    const error = (line: string) => void lines.push(line);
    return { settings: readSettings(config, environment, { error }), lines };
  }

  it('stand over those of the code', () => {
    const { settings, lines } = read(
      options(
        'capture_tool_arguments: true',
        'capture_max_length: 100',
        'outbound: [https://*.example.com]',
        'ignore: [ping, { method: tools/call, tool: now }]'
      ),
      { captureToolArguments: false, captureToolResults: true }
    );
    assert.equal(settings.captureToolArguments, true);
    assert.equal(settings.captureToolResults, true);
    assert.equal(settings.captureMaxLength, 100);
    assert.deepEqual(settings.outbound, ['https://*.example.com']);
    assert.deepEqual(settings.ignore, [
      'ping',
      { method: 'tools/call', tool: 'now' },
    ]);
    assert.deepEqual(lines, []);
  });

  it('take variables only where they name them', () => {
    const variable = 'OTEL_INSTRUMENTATION_MCP_INBOUND';
    const { settings, lines } = read({
      ...options('capture_tool_results: true'),
      [variable]: 'link',
    });
    assert.equal(settings.inbound, 'continue');
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', new RegExp(`${variable} is ignored`));
  });

  it('have one line each that is wrong', () => {
    const { settings, lines } = read(
      options('inbound: perhaps', 'captureToolResults: true')
    );
    assert.equal(settings.inbound, 'continue');
    assert.equal(settings.captureToolResults, false);
    assert.equal(lines.length, 2);
    assert.match(lines.join('\n'), /^captureToolResults in .* does not exist/m);
    assert.match(
      lines.join('\n'),
      /^inbound in OTEL_CONFIG_FILE is not valid/m
    );
  });

  for (const [line, told] of [
    [
      'enabled: flase',
      'enabled in * is not valid and is ignored; set it to true or false',
    ],
    [
      'inbound: perhaps',
      'inbound in * is not valid and is ignored; set it to "continue" or "link" or "ignore"',
    ],
    ['redact: card', 'redact in * is not valid and is ignored; set it in code'],
  ] as const) {
    it(`are told what a file can say: ${line}`, () => {
      const { lines } = read(options(line));
      assert.deepEqual(lines, [told.replace('*', 'OTEL_CONFIG_FILE')]);
    });
  }

  it('may not be there, and then variables hold', () => {
    const { settings, lines } = read({
      ...fileWith('disabled: false'),
      OTEL_INSTRUMENTATION_MCP_INBOUND: 'link',
    });
    assert.equal(settings.inbound, 'link');
    assert.deepEqual(lines, []);
  });

  it('of a file that cannot be read are one line', () => {
    const missing = { OTEL_CONFIG_FILE: join(folder, 'missing.yaml') };
    const { lines } = read(missing);
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /^OTEL_CONFIG_FILE is ignored: ENOENT/);
    assert.equal(isSwitchedOff(missing), false);
  });

  it('can switch this instrumentation off', () => {
    const off = options('enabled: false');
    assert.equal(isSwitchedOff(off), true);
    assert.equal(isSdkDisabled(off), false);
    assert.equal(isSwitchedOff(options('enabled: true')), false);
  });

  it('are nothing where the file switches OpenTelemetry off', () => {
    assert.equal(isSdkDisabled(fileWith('disabled: true')), true);
  });
});
