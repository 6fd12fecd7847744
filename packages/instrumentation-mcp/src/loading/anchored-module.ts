/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { LoadFnOutput } from 'node:module';
import { isOfSdkPackage } from './sdk-files.ts';
import { mayHoldSdk, withAnchors } from './source-anchors.ts';

/**
 * An ES module, in which classes of the SDK hand themselves over. The published
 * packages are left to the hooks that look at their versions.
 */
export function anchored(loaded: LoadFnOutput, url: string): LoadFnOutput {
  if (loaded.format !== 'module' || loaded.source == null) {
    return loaded;
  }
  const text = textual(loaded.source);
  if (!mayHoldSdk(text) || isOfSdkPackage(url)) {
    return loaded;
  }
  const source = withAnchors(text.toString());
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
