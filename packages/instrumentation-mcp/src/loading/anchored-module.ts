/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { LoadFnOutput } from 'node:module';
import { isOfSdkPackage, isOfSupportedSdk } from './sdk-files.ts';
import { mayHoldSdk, withAnchors } from './source-anchors.ts';

/**
 * An ES module, in which classes of the SDK hand themselves over. Of a published
 * package only where its version is supported.
 *
 * @param seeksBundled whether modules of other packages are looked at
 */
export function anchored(
  loaded: LoadFnOutput,
  url: string,
  seeksBundled: boolean
): LoadFnOutput {
  if (loaded.format !== 'module' || loaded.source == null) {
    return loaded;
  }
  const isSought = isOfSdkPackage(url) ? isOfSupportedSdk(url) : seeksBundled;
  const text = isSought ? textual(loaded.source) : '';
  const source = mayHoldSdk(text) ? withAnchors(text.toString()) : undefined;
  return source === undefined ? loaded : { ...loaded, source };
}

/** Without a copy: most sources are of no interest. */
function textual(source: NonNullable<LoadFnOutput['source']>): string | Buffer {
  if (typeof source === 'string' || Buffer.isBuffer(source)) {
    return source;
  }
  return source instanceof ArrayBuffer
    ? Buffer.from(source)
    : Buffer.from(source.buffer, source.byteOffset, source.byteLength);
}
