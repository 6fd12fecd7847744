/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import nodeModule from 'node:module';
import { compileFunction } from 'node:vm';
import { aBoolean } from '../config/acceptors.ts';
import { BUNDLED } from '../config/variables.ts';
import { withAnchorsIn } from './anchored-module.ts';
import { amendCommonJs } from './commonjs-hook.ts';
import { RECEIVER } from './source-anchors.ts';

type Patch = (candidate: unknown) => void;

/**
 * Unless the operator says otherwise, only where Node has hooks in this thread:
 * elsewhere each ES module comes by a way on which there is time to lose.
 */
export function seeksBundledCopies(environment: NodeJS.ProcessEnv): boolean {
  return (
    aBoolean.fromText(environment[BUNDLED]?.trim() ?? '') ??
    'registerHooks' in nodeModule
  );
}

/** What Node gives a CommonJS module. */
const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];

/**
 * Hands over the classes of the SDK that a bundler has put into files of other
 * names.
 *
 * @param patch gets each class as it is defined
 */
export function watchBundledCopies(patch: Patch): void {
  Object.defineProperty(globalThis, RECEIVER, {
    value: (candidate: unknown) => {
      try {
        patch(candidate);
      } catch {
        // The class is somebody else's, and is being defined.
      }
    },
    configurable: true,
    enumerable: false,
  });
  amendCommonJs(commonJs);
}

/** As it was, unless it compiles with what is added. */
function commonJs(content: string, file: string): string {
  const changed = withAnchorsIn(content, file);
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
