/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { CommonJsHook } from './commonjs-hook.ts';
import { EsModuleHook } from './es-module-hook.ts';
import { HandedOverHook } from './handed-over.ts';

/** What to do with the exports of a module in which parts of the SDK are found. */
export type ModulePatch = (moduleExports: unknown) => void;

/** Patches modules of the SDK as they are loaded, in either module system. */
export class ModuleHooks {
  private readonly _hooks: readonly { unhook(): void }[];

  /** @param hasLoaders whether a loader of import-in-the-middle may tell of any */
  constructor(patch: ModulePatch, hasLoaders = true) {
    this._hooks = [
      new CommonJsHook(patch),
      new HandedOverHook(patch),
      ...(hasLoaders ? [new EsModuleHook(patch)] : []),
    ];
  }

  unhook(): void {
    for (const hook of this._hooks) {
      hook.unhook();
    }
  }
}
