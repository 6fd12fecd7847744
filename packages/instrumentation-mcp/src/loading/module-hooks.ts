/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { CommonJsHook } from './commonjs-hook.ts';
import { EsModuleHook } from './es-module-hook.ts';

/** What to do with the exports of a module in which parts of the SDK are found. */
export type ModulePatch = (moduleExports: unknown) => void;

/** Patches modules of the SDK as they are loaded, in either module system. */
export class ModuleHooks {
  private readonly _hooks: readonly { unhook(): void }[];

  constructor(patch: ModulePatch) {
    this._hooks = [new CommonJsHook(patch), new EsModuleHook(patch)];
  }

  unhook(): void {
    for (const hook of this._hooks) {
      hook.unhook();
    }
  }
}
