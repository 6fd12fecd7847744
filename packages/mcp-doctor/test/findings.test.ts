/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import {
  examine,
  flagsOf,
  programUrl,
  SET_UP,
  type Examination,
} from './support/doctor.ts';

const REGISTER = 'opentelemetry-instrumentation-mcp/register';
const SERVER = ['server.mjs'];

interface Fault extends Examination {
  readonly codes: readonly string[];
  /** What the finding says, problem or remedy. */
  readonly says?: RegExp;
}

const FAULTS: Record<string, Fault> = {
  'a host that does not hand on its environment': {
    preload: [],
    program: ['host.mjs', 'little', programUrl('server.mjs').pathname],
    env: { NODE_OPTIONS: flagsOf(SET_UP).join(' ') },
    codes: ['ENV_NOT_INHERITED'],
    says: /without NODE_OPTIONS of its host/,
  },
  'a host that hands on its flags, but no variable': {
    preload: SET_UP,
    program: [
      'host.mjs',
      'little',
      ...flagsOf(SET_UP.slice(1)),
      programUrl('server.mjs').pathname,
    ],
    env: { OTEL_BSP_SCHEDULE_DELAY: '100', OTEL_SERVICE_NAME: 'host' },
    codes: ['ENV_NOT_INHERITED'],
    says: /without OTEL_BSP_SCHEDULE_DELAY of its host/,
  },
  'a server whose host is traced by a flag of its own': {
    preload: SET_UP,
    program: ['host.mjs', 'little', programUrl('server.mjs').pathname],
    codes: ['NOT_LOADED', 'NO_SDK'],
    says: /OTEL_INSTRUMENTATION_MCP_FORWARD_ENVIRONMENT=true/,
  },
  'a host that kills its server': {
    preload: SET_UP,
    program: [
      'killing-host.mjs',
      ...flagsOf(SET_UP),
      programUrl('server.mjs').pathname,
    ],
    codes: ['CHILD_KILLED'],
    says: /server\.mjs" was ended by SIGKILL/,
  },
  'a server that does not end': {
    preload: SET_UP,
    program: ['stubborn-server.mjs'],
    codes: ['CHILD_KILLED'],
    says: /has not ended within 4 s of the end of its stdin/,
  },
  'a server that exits before it has exported': {
    preload: SET_UP,
    program: ['exiting-server.mjs'],
    codes: ['NO_FLUSH'],
    says: /process\.exit\(\) was called by .*leave .*exiting-server\.mjs:\d+/,
  },
  'a server over stdio that listens for something else first': {
    preload: SET_UP,
    program: ['health-server.mjs'],
    codes: ['NO_ANSWER'],
    says: /taken for a server over HTTP.*--stdio/,
  },
  'two libraries that register the loader, each for itself': {
    preload: ['two-loaders.mjs', ...SET_UP],
    program: SERVER,
    codes: ['HOOKS_REPLACED'],
    says: /"express".*"pg"/,
  },
  'a server over HTTP whose http nobody has patched': {
    // An exporter over OTLP would require http, late enough to have it patched.
    preload: ['console-exporter.mjs', REGISTER, 'http-instrumentation.mjs'],
    program: ['http-server.mjs'],
    codes: ['HTTP_NOT_PATCHED'],
  },
  'a server that makes spans of MCP in its own way': {
    preload: SET_UP,
    program: ['own-spans-server.mjs'],
    codes: ['NOT_BY_CONVENTIONS'],
    says: /by-hand/,
  },
  'a server without OpenTelemetry SDK': {
    preload: [REGISTER],
    program: SERVER,
    codes: ['NO_SDK'],
  },
  'a server without the instrumentation': {
    preload: ['sdk.mjs'],
    program: SERVER,
    codes: ['NOT_LOADED'],
  },
  'a server that sets itself up too late': {
    preload: [],
    program: ['late.mjs'],
    codes: ['LOADED_TOO_LATE'],
  },
  'a server with a loader that cannot see internal files': {
    preload: ['message-channel.mjs', 'sdk.mjs', 'construct.mjs'],
    program: SERVER,
    codes: ['LOADER_MESSAGE_CHANNEL'],
  },
  'a server without a propagator': {
    preload: ['no-propagator.mjs', REGISTER],
    program: SERVER,
    codes: ['NO_PROPAGATOR'],
  },
  'a server without a context manager': {
    preload: ['no-context-manager.mjs', REGISTER],
    program: SERVER,
    codes: ['NO_CONTEXT_MANAGER'],
  },
  'a server over HTTP whose SDK nobody shuts down': {
    preload: SET_UP,
    program: ['http-server.mjs'],
    codes: ['NO_FLUSH'],
  },
  'a server without an exporter': {
    preload: ['no-exporter.mjs', REGISTER],
    program: SERVER,
    codes: ['NO_EXPORTER'],
  },
  'a server whose collector is not there': {
    preload: ['unreachable-exporter.mjs', REGISTER],
    program: SERVER,
    codes: ['EXPORT_FAILED'],
  },
  'a server that writes to stdout': {
    preload: SET_UP,
    program: ['talking-server.mjs'],
    codes: ['CONSOLE_ON_STDOUT'],
  },
  'a server with a console exporter before the guard': {
    preload: ['console-exporter.mjs', REGISTER],
    program: SERVER,
    codes: ['CONSOLE_ON_STDOUT'],
  },
  'a server below a host, with a console exporter and no guard': {
    preload: SET_UP,
    program: [
      'host.mjs',
      'all',
      ...flagsOf(['console-exporter.mjs']),
      programUrl('server.mjs').pathname,
    ],
    codes: ['CONSOLE_ON_STDOUT', 'NOT_LOADED'],
  },
  'a server whose sampler drops everything': {
    preload: ['no-samples.mjs', REGISTER],
    program: SERVER,
    codes: ['NO_SPANS'],
  },
  'a server that does not trust its caller': {
    preload: SET_UP,
    program: SERVER,
    env: { OTEL_INSTRUMENTATION_MCP_INBOUND: 'ignore' },
    codes: ['TRACE_NOT_CONTINUED'],
  },
  'a server that speaks MCP by hand': {
    preload: SET_UP,
    program: ['no-sdk-server.mjs'],
    codes: ['NO_MCP_SDK'],
  },
  'a server that does not answer': {
    preload: SET_UP,
    program: ['silent-server.mjs'],
    options: ['--timeout', '3'],
    codes: ['NO_ANSWER'],
  },
  'a program that fails': {
    preload: ['no-such-module.mjs'],
    program: SERVER,
    codes: ['ENDED_EARLY'],
  },
  'a host whose server is no program of Node.js': {
    preload: SET_UP,
    program: ['host.mjs', 'all', programUrl('no-sdk-server.mjs').pathname],
    codes: ['SERVER_NOT_SEEN'],
  },
};

describe('the doctor finds what is wrong with', function () {
  // Each starts up to three processes, one after the other.
  this.timeout(60_000);

  for (const [name, { codes, says, ...examination }] of Object.entries(
    FAULTS
  )) {
    it(`${name}: ${codes.join(', ')}`, async () => {
      const { findings, codes: found } = await examine(examination);
      assert.deepEqual(found, codes, JSON.stringify(findings, null, 2));
      const texts = findings.map(
        ({ problem, remedy }) => `${problem} ${remedy}`
      );
      assert.match(texts.join('\n'), says ?? /./);
    });
  }
});
