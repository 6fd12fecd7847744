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
  const source =
    loaded.format === 'module' && !isOfSdkPackage(url)
      ? anchoredIn(loaded.source)
      : undefined;
  return source === undefined ? loaded : { ...loaded, source };
}

function anchoredIn(source: LoadFnOutput['source']): string | undefined {
  if (source == null) {
    return undefined;
  }
  const text = typeof source === 'string' ? source : bytesOf(source);
  return mayHoldSdk(text) ? withAnchors(text.toString()) : undefined;
}

function bytesOf(source: ArrayBuffer | NodeJS.TypedArray): Buffer {
  return source instanceof ArrayBuffer
    ? Buffer.from(source)
    : Buffer.from(source.buffer, source.byteOffset, source.byteLength);
}
