/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type {
  ProcessFacts,
  ProtocolFacts,
  SpawnFacts,
} from '../probe/facts.ts';
import type { Evidence } from '../run/evidence.ts';
import { hooksOf } from './loaders.ts';
import { copiesOf, packageOf, type Package } from './packages.ts';

export const INSTRUMENTATION = 'opentelemetry-instrumentation-mcp';

/** A class of the MCP SDK, and the package that it comes from. */
export interface LoadedProtocol extends ProtocolFacts {
  readonly package?: Package;
  readonly isEsModule: boolean;
}

/** A process that uses the MCP SDK, with what is installed around it. */
export interface Patient {
  readonly facts: ProcessFacts;
  readonly protocols: readonly LoadedProtocol[];
  /** Whether our package is loaded in it. */
  readonly instrumented: boolean;
  /** Copies of a package of OpenTelemetry that are loaded. */
  readonly copies: (name: string) => Package[];
  /** Whether anything lets `import` of ES modules be seen. */
  readonly hasLoader: boolean;
}

/** The processes that use the MCP SDK. */
export function patientsOf({ processes }: Evidence): Patient[] {
  return processes
    .filter(({ inspection }) => (inspection?.protocols ?? []).length > 0)
    .map(patientOf);
}

function patientOf(facts: ProcessFacts): Patient {
  const { scripts = [], protocols = [] } = facts.inspection ?? {};
  const urls = [...scripts, ...hooksOf(facts)];
  const loaded = protocols.map(protocol => {
    const found = packageOf(protocol.url);
    return {
      ...protocol,
      ...(found === undefined ? {} : { package: found }),
      isEsModule: /\.mjs$|[\\/]esm[\\/]/.test(protocol.url),
    };
  });
  return {
    facts,
    protocols: loaded,
    instrumented:
      facts.registered ||
      loaded.some(({ patched }) => patched) ||
      copiesOf(INSTRUMENTATION, scripts).length > 0,
    copies: name => copiesOf(name, urls),
    hasLoader:
      facts.loaders.length > 0 ||
      /(^|\s)--(experimental-)?loader\b/.test(facts.flags) ||
      scripts.some(url => /import-in-the-middle.*register-hooks/.test(url)),
  };
}

/** MCP servers that were started without the environment of their host. */
export function cutOff({ processes }: Evidence): SpawnFacts[] {
  return processes
    .flatMap(({ spawned }) => spawned)
    .filter(({ mcp, missing }) => mcp && missing.length > 0);
}
