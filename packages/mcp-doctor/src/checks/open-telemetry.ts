/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { Patient } from './patient.ts';
import type { Finding } from './finding.ts';
import type { Package } from './packages.ts';

const API = '@opentelemetry/api';

/** Whether there is an OpenTelemetry SDK that records and propagates. */
export function checkOpenTelemetry(patient: Patient): Finding[] {
  const { api, pid } = patient.facts;
  const copies = checkCopies(patient);
  if (api.tracerProvider === undefined) {
    // The second copy of the API is why nothing is registered.
    return copies.length > 0 ? copies : [noSdk(patient)];
  }
  const findings = [...copies];
  if (api.propagatedFields.length === 0) {
    findings.push({
      code: 'NO_PROPAGATOR',
      severity: 'error',
      pid,
      problem:
        'No propagator is registered: trace context is neither sent nor read, and every process has traces of its own.',
      remedy:
        'Call propagation.setGlobalPropagator(new W3CTraceContextPropagator()), or use NodeSDK without OTEL_PROPAGATORS=none.',
    });
  }
  if (api.contextManager === undefined) {
    findings.push({
      code: 'NO_CONTEXT_MANAGER',
      severity: 'warn',
      pid,
      problem:
        'No context manager is registered: spans of what a handler does are not children of its span.',
      remedy:
        'Call context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()), or use NodeSDK.',
    });
  }
  return findings;
}

function noSdk({ facts: { environment, pid, command } }: Patient): Finding {
  return environment['OTEL_SDK_DISABLED'] === 'true'
    ? {
        code: 'NO_SDK',
        severity: 'error',
        pid,
        problem: `OTEL_SDK_DISABLED=true switches telemetry off in "${command}".`,
        remedy: 'Unset OTEL_SDK_DISABLED.',
      }
    : {
        code: 'NO_SDK',
        severity: 'error',
        pid,
        problem: `No OpenTelemetry SDK is registered in "${command}": spans are not recorded.`,
        remedy:
          'Start it with node --import opentelemetry-instrumentation-mcp/auto, or set up NodeSDK before everything else.',
      };
}

/**
 * Copies of different versions share what is registered only in part: nothing can
 * be registered by another version than the first, and no copy accepts what an
 * older minor version has registered.
 */
function checkCopies({ copies, facts }: Patient): Finding[] {
  const loaded = copies(API);
  if (new Set(loaded.map(({ version }) => version)).size < 2) {
    return [];
  }
  const { tracerProvider, version } = facts.api;
  const shut = loaded.filter(copy => minorOf(copy) > minorOf({ version }));
  const effect =
    tracerProvider === undefined
      ? `${version ?? 'one'} came first, and an SDK that uses another could not register itself`
      : `${version ?? 'none'} is registered, so that everything recorded with ${shut.map(copy => copy.version).join(', ') || 'others'} ${shut.length > 0 ? 'is lost' : 'depends on the order of loading'}`;
  return [
    {
      code: 'TWO_API_COPIES',
      severity:
        tracerProvider === undefined || shut.length > 0 ? 'error' : 'warn',
      pid: facts.pid,
      problem: `Several versions of ${API} are loaded (${loaded.map(place).join('; ')}): ${effect}.`,
      remedy: `Make npm install one version ("overrides" in package.json): ${API} 1.9 with SDK 2.x, 1.10 with SDK 3.x.`,
    },
  ];
}

function minorOf({
  version,
}: {
  readonly version?: string | undefined;
}): number {
  return Number(version?.split('.')[1] ?? 0);
}

function place({ version, folder }: Package): string {
  return `${version} in ${folder}`;
}
