/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { ProcessFacts } from '../probe/facts.ts';
import type { Role } from './doctor-options.ts';

/** What shows what a command is. */
export interface Signs {
  readonly ports: readonly number[];
  readonly readsStdin: boolean;
  readonly startsServers: boolean;
  /** Only known of processes that have been looked at. */
  readonly servesStdio: boolean;
}

/** Looks at the command's own processes, not at the MCP servers that it starts. */
export function signsOf(processes: readonly ProcessFacts[]): Signs {
  const servers = new Set(
    processes.flatMap(({ spawned }) =>
      spawned
        .filter(({ mcp }) => mcp)
        .flatMap(({ pid }) => below(pid, processes))
    )
  );
  const own = processes.filter(({ pid }) => !servers.has(pid));
  return {
    ports: own.flatMap(({ ports }) => ports),
    readsStdin: own.some(({ readsStdin }) => readsStdin),
    startsServers: servers.size > 0,
    servesStdio: own.some(
      ({ readsStdin, inspection }) =>
        readsStdin && inspection?.hasStdioServer === true
    ),
  };
}

export function countOf({ ports, readsStdin, startsServers }: Signs): number {
  return [ports.length > 0, readsStdin, startsServers].filter(Boolean).length;
}

/**
 * A server over stdio may listen for something else, and any server may have
 * servers of its own: a gateway is no host.
 */
export function roleOf(signs: Signs): Role | undefined {
  if (signs.servesStdio) {
    return 'stdio-server';
  }
  if (signs.ports.length > 0) {
    return 'http-server';
  }
  if (signs.startsServers) {
    return 'host';
  }
  return signs.readsStdin ? 'stdio-server' : undefined;
}

/** A process and all that it has started in turn. */
export function below(
  pid: number,
  processes: readonly Pick<ProcessFacts, 'pid' | 'spawned'>[]
): number[] {
  const found = new Set([pid]);
  for (const known of found) {
    const facts = processes.find(candidate => candidate.pid === known);
    for (const child of facts?.spawned ?? []) {
      found.add(child.pid);
    }
  }
  return [...found];
}
