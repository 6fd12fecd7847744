/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { PACKAGE_NAME } from '../version.ts';

/** Of the process: our own package can be loaded twice, as ES module and as CommonJS. */
const OURS = Symbol.for(`${PACKAGE_NAME}.own-sdk`);

/** The OpenTelemetry SDK of this process was started by us, and by nobody else. */
export function ownSdk(): void {
  Object.defineProperty(globalThis, OURS, { value: true, configurable: true });
}

export function isSdkOurs(): boolean {
  return Reflect.get(globalThis, OURS) === true;
}
