/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { compileFunction } from 'node:vm';
import { aBoolean } from '../config/acceptors.ts';
import { BUNDLED } from '../config/variables.ts';
import { amendCommonJs } from './commonjs-hook.ts';
import { isOfSdkPackage } from './sdk-files.ts';
import { mayHoldSdk, withAnchors } from './source-anchors.ts';
import { hasSyncHooks } from './sync-hooks.ts';

/**
 * Unless the operator says otherwise, only where Node has hooks in this thread:
 * elsewhere each ES module comes by a way on which there is time to lose.
 */
export function seeksBundledCopies(environment: NodeJS.ProcessEnv): boolean {
  return (
    aBoolean.fromText(environment[BUNDLED]?.trim() ?? '') ?? hasSyncHooks()
  );
}

/** What Node gives a CommonJS module. */
const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];

/** Has CommonJS files that a bundler made looked at, with whatever name. */
export function amendBundledCopies(): void {
  amendCommonJs(commonJs);
}

/** As it was, unless it compiles with what is added. */
function commonJs(content: string, file: string): string {
  const changed =
    mayHoldSdk(content) && !isOfSdkPackage(file)
      ? withAnchors(content)
      : undefined;
  if (changed === undefined) {
    return content;
  }
  try {
    compileFunction(changed.replace(/^#!.*/, ''), PARAMETERS);
    return changed;
  } catch {
    return content;
  }
}
