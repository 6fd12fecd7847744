/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject } from '../../model/json-rpc.ts';
import { attempt } from '../prototypes.ts';
import type { SdkTransport } from '../sdk-shapes.ts';

/** The words by which a stdio client starts its server; undefined for all others. */
export function commandOf(transport: SdkTransport): string | undefined {
  const params = attempt(() => transport._serverParams);
  if (!isObject(params) || typeof params['command'] !== 'string') {
    return undefined;
  }
  const args: unknown = params['args'];
  const words = Array.isArray(args) ? (args as unknown[]) : [];
  return [params['command'], ...words].map(String).join(' ');
}
