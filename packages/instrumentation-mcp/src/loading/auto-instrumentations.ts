/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { diag, DiagLogLevel, type DiagLogger } from '@opentelemetry/api';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PACKAGE_NAME } from '../version.ts';

const PEER = '@opentelemetry/auto-instrumentations-node';
const DETECTORS = 'OTEL_NODE_RESOURCE_DETECTORS';
const LOCAL_DETECTORS = 'env,host,os,process,serviceinstance,container';

/**
 * Starts the OpenTelemetry SDK with all instrumentations of the peer. It is
 * looked for beside this package, then from the working directory.
 */
export function loadAutoInstrumentations(): void {
  const anchors = [
    import.meta.url,
    pathToFileURL(join(process.cwd(), 'anchor.cjs')).href,
  ];
  for (const anchor of anchors) {
    const require = createRequire(anchor);
    if (canResolve(require)) {
      withLocalDetectors(() => {
        require(`${PEER}/register`);
      });
      requireHttp(require);
      return;
    }
  }
  reportMissing();
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
function requireHttp(require: NodeJS.Require): void {
  require('http');
  require('https');
  syncBuiltinESMExports();
}

function canResolve(require: NodeJS.Require): boolean {
  try {
    require.resolve(`${PEER}/register`);
    return true;
  } catch {
    return false;
  }
}

/** Nobody has set a diag logger yet, and stdout may belong to the protocol. */
function reportMissing(): void {
  const write = (message: string) => {
    process.stderr.write(`${message}\n`);
  };
  const ignore = () => undefined;
  const logger: DiagLogger = {
    error: write,
    warn: write,
    info: ignore,
    debug: ignore,
    verbose: ignore,
  };
  diag.setLogger(logger, {
    logLevel: DiagLogLevel.WARN,
    suppressOverrideMessage: true,
  });
  diag.error(
    `${PACKAGE_NAME}/auto: ${PEER} is not installed, so nothing is recorded; ` +
      `run "npm install ${PEER}"`
  );
}
