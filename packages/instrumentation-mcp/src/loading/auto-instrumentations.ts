/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import './quiet-dependencies.ts';
import { syncBuiltinESMExports } from 'node:module';
import { isSdkDisabled } from '../config/switches.ts';
import { resolversFrom } from '../model/resolvers.ts';
import { loadGuarded } from './load-guarded.ts';
import { isLoaderThread } from './loader-thread.ts';
import { tellOperator } from './tell-operator.ts';

const PEER = '@opentelemetry/auto-instrumentations-node';
const DETECTORS = 'OTEL_NODE_RESOURCE_DETECTORS';
const LOCAL_DETECTORS = 'env,host,os,process,serviceinstance,container';

/**
 * Starts the OpenTelemetry SDK with all instrumentations of the peer, unless an
 * operator has disabled that SDK. Whatever the peer throws, the process goes on.
 */
export function loadAutoInstrumentations(): void {
  if (isLoaderThread() || isSdkDisabled(process.env)) {
    return;
  }
  const requirePeer = requireOfPeer();
  if (requirePeer === undefined) {
    tellOperator(
      `${PEER} is not installed, so nothing is recorded; run "npm install ${PEER}"`
    );
    return;
  }
  const { error } = loadGuarded(() => {
    withLocalDetectors(() => {
      requirePeer(`${PEER}/register`);
    });
    requireHttp(requirePeer);
  });
  if (error !== undefined) {
    tellOperator(`${PEER} failed, so little is recorded: ${firstLine(error)}`);
  }
}

/** It is looked for beside this package, then from the working directory. */
function requireOfPeer(): NodeJS.Require | undefined {
  for (const requirePeer of resolversFrom(import.meta.url)) {
    try {
      requirePeer.resolve(`${PEER}/register`);
      return requirePeer;
    } catch {
      // Not installed there.
    }
  }
  return undefined;
}

/** Anything can be thrown, such as what has no text. */
function firstLine(error: unknown): string {
  try {
    const text = error instanceof Error ? error.message : String(error);
    return text.split('\n')[0] ?? '';
  } catch {
    return typeof error;
  }
}

/**
 * Unless told otherwise the peer asks the metadata services of four clouds who it
 * is, and nothing is exported before they have answered or failed to: servers over
 * stdio often live shorter than that.
 */
function withLocalDetectors(load: () => void): void {
  const { env } = process;
  if ((env[DETECTORS] ?? '') !== '') {
    load();
    return;
  }
  env[DETECTORS] = LOCAL_DETECTORS;
  try {
    load();
  } finally {
    Reflect.deleteProperty(env, DETECTORS);
  }
}

/**
 * Instrumentations of built-in modules patch what is required, not what is
 * imported: a server that is made of ES modules alone would have no HTTP spans.
 */
function requireHttp(requirePeer: NodeJS.Require): void {
  requirePeer('http');
  requirePeer('https');
  syncBuiltinESMExports();
}
