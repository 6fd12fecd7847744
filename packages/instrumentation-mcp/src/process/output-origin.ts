/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** More than Node's own frames of a `console.log()`, and those of a logger. */
const FRAMES = 50;

const FILE =
  /(?:\(|at (?:async )?)((?:file:\/\/)?[^():]*(?::[\\/][^():]*)?):\d+:\d+\)?$/;
const OPENTELEMETRY = /^@opentelemetry[\\/]/;
const PACKAGE = /^(.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+))[\\/]/;

/** Whoever depends on one of these is a distribution, or a set-up as a package. */
const SDKS = /^@opentelemetry\/(sdk-|auto-instrumentations-node$)/;

/**
 * Whether what is written right now is written by OpenTelemetry or a distribution
 * of it, and not by the application, nor by a library of it: by the files on the
 * stack, from the inside out. It costs some microseconds.
 */
export function isWrittenByOpenTelemetry(): boolean {
  let inLibrary = false;
  for (const line of stackLines()) {
    const file = FILE.exec(line)?.[1];
    if (file === undefined || file.startsWith('node:') || isOurs(file)) {
      continue;
    }
    const [, folder, name] = PACKAGE.exec(file) ?? [];
    if (folder === undefined || name === undefined) {
      return false;
    }
    if (OPENTELEMETRY.test(name)) {
      // Behind a library it only calls what the application gave it.
      return !inLibrary;
    }
    if (isDistribution(folder)) {
      return true;
    }
    // Such as the logger of a distribution.
    inLibrary = true;
  }
  return false;
}

function stackLines(): readonly string[] {
  const { stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = FRAMES;
    return (new Error().stack ?? '').split('\n').slice(1);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** As a path and as a URL; neither where a build has taken away where we are. */
const OURS = ownFolder();

function isOurs(file: string): boolean {
  return OURS.some(folder => file.startsWith(folder));
}

/** No `new URL('…', import.meta.url)`, which bundlers take for a file to copy. */
function ownFolder(): readonly string[] {
  try {
    const folder = join(fileURLToPath(import.meta.url), '..', '..', sep);
    return [folder, pathToFileURL(folder).href];
  } catch {
    return [];
  }
}

const distributions = new Map<string, boolean>();

function isDistribution(folder: string): boolean {
  const known = distributions.get(folder) ?? hasSdk(folder);
  distributions.set(folder, known);
  return known;
}

function hasSdk(folder: string): boolean {
  try {
    const path = folder.startsWith('file:') ? fileURLToPath(folder) : folder;
    const { dependencies } = JSON.parse(
      readFileSync(join(path, 'package.json'), 'utf8')
    ) as { dependencies?: object };
    return Object.keys(dependencies ?? {}).some(name => SDKS.test(name));
  } catch {
    return false;
  }
}
