/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject } from '../model/json-rpc.ts';

/** The prototypes of the SDK that are worth patching. */
export interface Targets {
  /** `Protocol.prototype` */
  readonly protocols: Set<object>;
  /** `Client.prototype` of v2, which alone probes and listens past `Protocol`. */
  readonly negotiatingClients: Set<object>;
  /** `StdioClientTransport.prototype` of v2. */
  readonly stdioClients: Set<object>;
  /** `McpServer.prototype`: a server of this class has its `Protocol` in `server`. */
  readonly facades: Set<object>;
}

/**
 * Finds the SDK's prototypes from a module namespace, a class, or an instance.
 * Classes are told by their methods, whose names survive bundlers; class names
 * do not.
 */
export function findTargets(candidate: unknown): Targets {
  const targets: Targets = {
    protocols: new Set(),
    negotiatingClients: new Set(),
    stdioClients: new Set(),
    facades: new Set(),
  };
  if (typeof candidate === 'function') {
    inspect(candidate.prototype, targets);
    return targets;
  }
  if (!isObject(candidate)) {
    return targets;
  }
  inspect(candidate, targets);
  for (const key of Object.keys(candidate)) {
    const member = memberOf(candidate, key);
    if (typeof member === 'function') {
      inspect(member.prototype, targets);
    } else if (key === 'server' || key === 'default') {
      inspect(member, targets);
    }
  }
  return targets;
}

/** Looks at a prototype, or an instance, and at all it inherits from. */
function inspect(start: unknown, targets: Targets): void {
  const chain = chainOf(start);
  const protocol = chain.find(link => owns(link, '_onrequest'));
  if (protocol !== undefined) {
    targets.protocols.add(protocol);
  }
  for (const link of chain) {
    if (owns(link, 'connect') && owns(link, '_connectNegotiated')) {
      targets.negotiatingClients.add(link);
    }
    if (owns(link, 'start') && owns(link, '_dispose') && owns(link, 'send')) {
      targets.stdioClients.add(link);
    }
    if (
      owns(link, 'connect') &&
      (owns(link, 'registerTool') || owns(link, 'tool'))
    ) {
      targets.facades.add(link);
    }
  }
}

function chainOf(start: unknown): object[] {
  const chain: object[] = [];
  let link = start;
  while (isObject(link) && link !== Object.prototype) {
    chain.push(link);
    link = Object.getPrototypeOf(link) as unknown;
  }
  return chain;
}

function owns(object: object, method: string): boolean {
  const descriptor = Object.getOwnPropertyDescriptor(object, method);
  return typeof descriptor?.value === 'function';
}

/** A lazy export may throw when it is read. */
function memberOf(namespace: object, key: string): unknown {
  try {
    return Reflect.get(namespace, key);
  } catch {
    return undefined;
  }
}
