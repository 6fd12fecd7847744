/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { SUPPORTED_SDKS } from 'opentelemetry-instrumentation-mcp/instrumented-process';
import {
  INSTRUMENTATION,
  type LoadedProtocol,
  type Patient,
} from './patient.ts';
import type { Evidence } from '../run/evidence.ts';
import { below } from '../run/roles.ts';
import type { Finding, FindingCode, Severity } from './finding.ts';
import type { Package } from './packages.ts';

type Cause = Pick<Finding, 'problem' | 'remedy'> & { code: FindingCode };

const REGISTER = `node --import ${INSTRUMENTATION}/register`;

/** Why classes of the MCP SDK are not patched. */
export function checkLoading(patient: Patient, evidence: Evidence): Finding[] {
  const { facts, protocols, instrumented } = patient;
  const unpatched = protocols.filter(({ patched }) => !patched);
  const causes = new Map<FindingCode, Cause>();
  for (const protocol of unpatched) {
    const cause = causeOf(protocol, patient, evidence);
    causes.set(cause.code, cause);
  }
  if (!instrumented) {
    causes.set('NOT_LOADED', notLoaded(patient, evidence));
  }
  // What is used may be another copy, which is patched.
  const severity: Severity =
    unpatched.length < protocols.length ? 'warn' : 'error';
  return [
    ...[...causes.values()].map(cause => ({
      ...cause,
      severity,
      pid: facts.pid,
    })),
    ...(causes.has('TWO_INSTRUMENTATION_COPIES')
      ? []
      : harmlessCopies(patient)),
  ];
}

function causeOf(
  protocol: LoadedProtocol,
  patient: Patient,
  evidence: Evidence
): Cause {
  const { package: sdk, isEsModule } = protocol;
  if (sdk?.name.startsWith('@modelcontextprotocol/') !== true) {
    if (!patient.instrumented) {
      return notLoaded(patient, evidence);
    }
    return isCopy(protocol) ? vendored(protocol) : bundled(protocol);
  }
  if (!isSupported(sdk)) {
    return {
      code: 'UNSUPPORTED_VERSION',
      problem: `${sdk.name} ${sdk.version} is not supported.`,
      remedy: `Use a version ${String(Reflect.get(SUPPORTED_SDKS, sdk.name))}.`,
    };
  }
  if (!patient.instrumented) {
    return notLoaded(patient, evidence);
  }
  const copies = copiesOfHooks(patient);
  if (isEsModule && copies.length > 0) {
    return {
      code: 'TWO_INSTRUMENTATION_COPIES',
      problem: `Hooks of one copy never fire for another, and there are several: ${places(copies)}.`,
      remedy:
        'Make npm install one copy of it and of @opentelemetry/instrumentation (npm dedupe, or "overrides" in package.json), and register the loader of that copy.',
    };
  }
  if (
    isEsModule &&
    patient.facts.loaders.some(loader => loader.messageChannel)
  ) {
    return {
      code: 'LOADER_MESSAGE_CHANNEL',
      problem:
        'The ESM loader was registered with createAddHookMessageChannel(), which does not let it see files inside of a package, where the MCP SDK keeps its classes.',
      remedy: `Register the loader without registerOptions, or let ${REGISTER} do it.`,
    };
  }
  return tooLate(sdk, isEsModule && !patient.hasLoader);
}

/** Without synchronous hooks, or where somebody has switched it off. */
const SOUGHT = `Set OTEL_INSTRUMENTATION_MCP_BUNDLED=true and use ${REGISTER}`;

/** Files keep their names where the SDK is copied, and lose them in a bundle. */
function isCopy({ url }: LoadedProtocol): boolean {
  return (
    /[\\/]shared[\\/]protocol\.[cm]?js$/.test(url) ||
    /[\\/]@modelcontextprotocol[\\/]/.test(url)
  );
}

function vendored({ url }: LoadedProtocol): Cause {
  return {
    code: 'SDK_VENDORED',
    problem: `The MCP SDK is a copy without its package, ${url}, where no hook finds it.`,
    remedy: `${SOUGHT}. Or install @modelcontextprotocol/* as a dependency, or call instrument() on McpInstrumentation with the copied classes.`,
  };
}

function bundled({ url }: LoadedProtocol): Cause {
  return {
    code: 'SDK_BUNDLED',
    problem: `The MCP SDK is part of the bundle ${url}, where no hook finds it.`,
    remedy: `${SOUGHT}; classes that a build for ES5 has turned into functions are not found. Or leave @modelcontextprotocol/* out of the bundle (external), or call instrument() on McpInstrumentation with the bundled classes.`,
  };
}

function notLoaded({ facts }: Patient, { processes }: Evidence): Cause {
  const isChild = processes.some(
    ({ pid, registered, spawned }) =>
      registered &&
      spawned.some(child => below(child.pid, processes).includes(facts.pid)) &&
      pid !== facts.pid
  );
  const byHost = isChild
    ? ' Its host is traced: with OTEL_INSTRUMENTATION_MCP_FORWARD_ENVIRONMENT=true there, it hands the flag on.'
    : '';
  return {
    code: 'NOT_LOADED',
    problem: `${INSTRUMENTATION} is not loaded in "${facts.command}".`,
    remedy: `Start it with ${REGISTER}, or with NODE_OPTIONS="--import ${INSTRUMENTATION}/register".${byHost}`,
  };
}

function tooLate(sdk: Package, withoutLoader: boolean): Cause {
  const reason = withoutLoader
    ? 'it consists of ES modules, and no loader is registered that sees their import'
    : 'it was loaded first';
  return {
    code: 'LOADED_TOO_LATE',
    problem: `The instrumentation is loaded but has not reached ${sdk.name} ${sdk.version}: ${reason}.`,
    remedy: `Start the program with ${REGISTER}: a static import runs after all that is imported beside it. Or call instrument() on McpInstrumentation with the SDK's modules.`,
  };
}

/** Copies that could mislead, in a program in which all is patched. */
function harmlessCopies(patient: Patient): Finding[] {
  const copies = copiesOfHooks(patient);
  return copies.length === 0
    ? []
    : [
        {
          code: 'TWO_INSTRUMENTATION_COPIES',
          severity: 'info',
          pid: patient.facts.pid,
          problem: `There are several copies: ${places(copies)}. MCP is not affected; other instrumentations may be.`,
          remedy: 'npm dedupe, or "overrides" in package.json.',
        },
      ];
}

/** Every copy of `@opentelemetry/instrumentation` hooks with its own; nothing where they share one. */
function copiesOfHooks({ copies }: Patient): Package[] {
  const found = copies('import-in-the-middle');
  return found.length > 1 ? found : [];
}

/** Ranges are of the form `>=1.8.0 <2`. */
function isSupported({ name, version }: Package): boolean {
  const range: unknown = Reflect.get(SUPPORTED_SDKS, name);
  const bounds = /^>=(\d+)\.(\d+)\.\S+ <(\d+)$/.exec(String(range));
  const [least, leastMinor, below] = (bounds ?? []).slice(1).map(Number);
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return (
    least === undefined ||
    leastMinor === undefined ||
    below === undefined ||
    (major < below &&
      (major > least || (major === least && minor >= leastMinor)))
  );
}

function places(copies: readonly Package[]): string {
  return copies
    .map(({ name, version, folder }) => `${name} ${version} in ${folder}`)
    .join('; ');
}
