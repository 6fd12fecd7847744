/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// How the Go program is built: with OpenTelemetry's SDK for Go where it is installed.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { hasCommand } from '../lib/commands.mjs';

const SDK = 'go.opentelemetry.io/otel/sdk/trace';
/** Where Debian puts packages of Go. */
const DEBIAN = '/usr/share/gocode';
const CACHE = join(import.meta.dirname, '..', '..', '.cache', 'rag-pipeline');

/** Go finds packages in the folders of GOPATH, and asks no network for them. */
function environment() {
  const { GOPATH = [join(homedir(), 'go'), DEBIAN].join(delimiter) } =
    process.env;
  return { ...process.env, GO111MODULE: 'off', GOPATH };
}

/** Whether a Go program can import OpenTelemetry's SDK here. */
export function hasGoSdk() {
  if (!hasCommand('go')) return false;
  const options = {
    env: environment(),
    stdio: /** @type {const} */ ('ignore'),
  };
  return spawnSync('go', ['list', SDK], options).status === 0;
}

/**
 * What Go has compiled once, it need not compile again.
 *
 * @returns {string} the program
 */
export function buildRetrieval() {
  mkdirSync(CACHE, { recursive: true });
  const program = join(CACHE, 'retrieval');
  const tags = hasGoSdk() ? ['-tags', 'otel'] : [];
  execFileSync('go', ['build', ...tags, '-o', program, '.'], {
    cwd: join(import.meta.dirname, 'retrieval'),
    env: environment(),
    stdio: 'inherit',
  });
  return program;
}
