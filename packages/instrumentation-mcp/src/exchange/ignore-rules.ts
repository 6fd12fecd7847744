/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Settings } from '../config/settings.ts';
import { stringParam } from '../model/json-rpc.ts';
import type { McpIgnoreRule, McpMessageInfo } from '../types.ts';

/** The option `ignore`: which messages are to have no span. */
export class IgnoreRules {
  /** Asked before all others, since it costs nothing. */
  private readonly _methods = new Set<string>();
  private readonly _prefixes: string[] = [];
  private readonly _rules: McpIgnoreRule[] = [];
  private readonly _predicate: ((info: McpMessageInfo) => boolean) | undefined;

  constructor(ignore: Settings['ignore']) {
    if (typeof ignore === 'function') {
      this._predicate = ignore;
      return;
    }
    for (const rule of ignore) {
      if (typeof rule !== 'string') {
        this._rules.push(rule);
      } else if (rule.endsWith('*')) {
        this._prefixes.push(rule.slice(0, -1));
      } else {
        this._methods.add(rule);
      }
    }
  }

  /** By its method alone; `notifications/*` matches all that begin like that. */
  matchesMethod(method: string): boolean {
    return (
      (this._methods.size > 0 && this._methods.has(method)) ||
      (this._prefixes.length > 0 &&
        this._prefixes.some(prefix => method.startsWith(prefix)))
    );
  }

  /** Whether more than the method must be known. */
  get asksForMore(): boolean {
    return this._predicate !== undefined || this._rules.length > 0;
  }

  matches(info: McpMessageInfo): boolean {
    return (
      this._predicate?.(info) ?? this._rules.some(rule => isLike(rule, info))
    );
  }
}

function isLike(rule: McpIgnoreRule, info: McpMessageInfo): boolean {
  const { method, side, tool } = rule;
  return (
    (method === undefined || matchesMethod(method, info.method)) &&
    (side === undefined || side === info.side) &&
    (tool === undefined || tool === toolOf(info))
  );
}

function matchesMethod(pattern: string, method: string): boolean {
  return pattern.endsWith('*')
    ? method.startsWith(pattern.slice(0, -1))
    : method === pattern;
}

function toolOf(info: McpMessageInfo): string | undefined {
  return info.method === 'tools/call' ? stringParam(info, 'name') : undefined;
}
