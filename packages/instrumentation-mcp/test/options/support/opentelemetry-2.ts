/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { LoggerProvider, TracerProvider } from '@opentelemetry/api';
import type { McpLogRecordProcessor } from '../../../src/index.ts';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const PACKAGES = {
  '@opentelemetry/api': '~1.9.0',
  '@opentelemetry/sdk-logs': '0.222.0',
  '@opentelemetry/sdk-trace': '2.12.1',
};

/** What the tests use of a span of that line. */
export interface ReadableSpan {
  readonly name: string;
  readonly kind: number;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface SpanProcessor {
  onStart(): void;
  onEnd(span: ReadableSpan): void;
  forceFlush(): Promise<void>;
  shutdown(): Promise<void>;
}

/** The 2.x line of OpenTelemetry, as far as the tests use it. */
export interface OpenTelemetry2 {
  readonly TracerProvider: new (options: {
    readonly spanProcessors: readonly SpanProcessor[];
  }) => TracerProvider;
  readonly LoggerProvider: new (options: {
    readonly processors: readonly McpLogRecordProcessor[];
  }) => LoggerProvider;
}

/**
 * Installs it beside the workspace's own packages, once.
 *
 * @throws Error when npm fails
 */
export function openTelemetry2(): OpenTelemetry2 {
  const folder = join(nodeModules(), '.cache', 'opentelemetry-mcp-2.x');
  const manifest = JSON.stringify({ private: true, dependencies: PACKAGES });
  const stamp = join(folder, 'installed');
  if (!existsSync(stamp)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), manifest);
    const args = ['install', '--prefer-offline', '--no-audit', '--no-fund'];
    const { status, stderr } = spawnSync('npm', args, {
      cwd: folder,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    if (status !== 0) throw new Error(`npm install in ${folder}: ${stderr}`);
    writeFileSync(stamp, manifest);
  }
  const require = createRequire(join(folder, 'package.json'));
  return {
    ...(require('@opentelemetry/sdk-logs') as OpenTelemetry2),
    ...(require('@opentelemetry/sdk-trace') as OpenTelemetry2),
  };
}

function nodeModules(): string {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve('mocha/package.json'));
  return dirname(folder);
}
