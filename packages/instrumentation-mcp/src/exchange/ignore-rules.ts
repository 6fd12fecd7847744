/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Settings } from '../config/settings.ts';
import { stringParam } from '../model/json-rpc.ts';
import type { McpIgnoreRule, McpMessageInfo } from '../types.ts';

/** Whether a message is to have no span, by the option `ignore`. */
export function isIgnored(
  { ignore }: Settings,
  method: string,
  info: () => McpMessageInfo
): boolean {
  return typeof ignore === 'function'
    ? ignore(info())
    : ignore.some(rule =>
        typeof rule === 'string'
          ? matchesMethod(rule, method)
          : matches(rule, info())
      );
}

function matches(rule: McpIgnoreRule, info: McpMessageInfo): boolean {
  const { method, side, tool } = rule;
  return (
    (method === undefined || matchesMethod(method, info.method)) &&
    (side === undefined || side === info.side) &&
    (tool === undefined || tool === toolOf(info))
  );
}

/** `notifications/*` matches all methods that begin like that. */
function matchesMethod(pattern: string, method: string): boolean {
  return pattern.endsWith('*')
    ? method.startsWith(pattern.slice(0, -1))
    : method === pattern;
}

function toolOf(info: McpMessageInfo): string | undefined {
  return info.method === 'tools/call' ? stringParam(info, 'name') : undefined;
}
