/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Method } from '../sdk-shapes.ts';
import { PACKAGE_NAME } from '../../version.ts';

/** On a wrapper of ours: our own package can be loaded twice. */
const LAYER = Symbol.for(`${PACKAGE_NAME}.layer`);

/** What stands around an export of the SDK. */
export interface Layer {
  readonly original: Method;
  /** Whether its instrumentation is disabled. */
  isOver: boolean;
}

export function markLayer(wrapper: Method, layer: Layer): Method {
  return Object.defineProperty(wrapper, LAYER, { value: layer });
}

/** Without the outermost of our layers that are over. */
export function withoutOver(method: Method): Method {
  const layer = layerOf(method);
  return layer?.isOver === true ? withoutOver(layer.original) : method;
}

/** Without any of our layers. */
export function innermost(method: Method): Method {
  const layer = layerOf(method);
  return layer === undefined ? method : innermost(layer.original);
}

/** Whether a wrapper of ours is the method, or below it. */
export function isBelow(wrapper: Method, method: Method): boolean {
  const layer = layerOf(method);
  return (
    method === wrapper ||
    (layer !== undefined && isBelow(wrapper, layer.original))
  );
}

function layerOf(method: Method): Layer | undefined {
  return Reflect.get(method, LAYER) as Layer | undefined;
}
