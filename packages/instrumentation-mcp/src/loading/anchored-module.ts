/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { LoadFnOutput } from 'node:module';
import { isOfSdkPackage } from './sdk-files.ts';
import { mayHoldSdk, withAnchors } from './source-anchors.ts';

/**
 * A source, in which classes of the SDK hand themselves over. The published
 * packages are left to the hooks that look at their versions.
 *
 * @returns undefined where nothing is to be changed
 */
export function withAnchorsIn(
  source: string | Buffer,
  file: string
): string | undefined {
  return mayHoldSdk(source) && !isOfSdkPackage(file)
    ? withAnchors(source.toString())
    : undefined;
}

/** An ES module, with anchors. */
export function anchored(loaded: LoadFnOutput, url: string): LoadFnOutput {
  if (loaded.format !== 'module' || loaded.source == null) {
    return loaded;
  }
  const source = withAnchorsIn(textual(loaded.source), url);
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
