/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { hookPackage } from './hook-package.ts';
import { isSdkFile, pathOf } from './sdk-files.ts';

type Patch = (moduleExports: unknown) => void;

/** What import-in-the-middle calls with each module that any of its loaders saw. */
type Report = (url: string, namespace: unknown, specifier?: string) => void;

interface ImportInTheMiddle {
  addHook(report: Report): void;
  removeHook(report: Report): void;
}

/** Where the SDK is linked, no file of it lies in a folder of its name. */
const SPECIFIER = /^@modelcontextprotocol\/(?:sdk|client|server)(?:\/|$)/;

/**
 * Patches ES modules of the SDK that a loader of import-in-the-middle reports,
 * those of a copy without package.json or outside of `node_modules` included.
 */
export class EsModuleHook {
  private readonly _hooks: ImportInTheMiddle | undefined;
  private readonly _report: Report;

  constructor(patch: Patch) {
    this._report = (url, namespace, specifier = '') => {
      if (isSdkFile(pathOf(url)) || isLinked(url, specifier)) {
        patch(namespace);
      }
    };
    this._hooks = hookPackage('import-in-the-middle') as
      ImportInTheMiddle | undefined;
    this._hooks?.addHook(this._report);
  }

  unhook(): void {
    this._hooks?.removeHook(this._report);
  }
}

function isLinked(url: string, specifier: string): boolean {
  return SPECIFIER.test(specifier) && !url.includes('/node_modules/');
}
