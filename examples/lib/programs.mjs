/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// The programs of an example: how they are started, and how they end.
import { startFixture } from 'opentelemetry-mcp-test-utils';

/**
 * @import { Fixture, FixtureOptions } from 'opentelemetry-mcp-test-utils'
 *
 * @typedef {object} Program
 * @property {string} service its `OTEL_SERVICE_NAME`
 * @property {string} file relative to the folder of the example
 * @property {string[]} [args]
 * @property {string[]} [flags] of Node.js; default: {@link AUTO}
 * @property {Record<string, string | undefined>} [env] beside the usual `OTEL_*`
 * @property {string} [command] what runs the file; default: this Node.js
 */

/** The one flag that all of it takes. */
export const AUTO = ['--import', 'opentelemetry-instrumentation-mcp/auto'];

/** A server says in its first line where it listens. */
const URL_LINE = /^http.*(?=\n)/m;

export class Programs {
  /**
   * @param {string} folder of the example
   * @param {string} endpoint where OTLP goes
   */
  constructor(folder, endpoint) {
    this.folder = folder;
    this.endpoint = endpoint;
    /** @type {Fixture[]} */
    this._started = [];
  }

  /**
   * The usual variables of OpenTelemetry: a program needs nothing else.
   *
   * @param {string} service
   * @returns {Record<string, string | undefined>}
   */
  environment(service) {
    return {
      OTEL_SERVICE_NAME: service,
      OTEL_EXPORTER_OTLP_ENDPOINT: this.endpoint,
      // The others would show file handles, sockets and the like as well, or ask
      // the network in which cloud they are.
      OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'mcp,http,undici',
      OTEL_NODE_RESOURCE_DETECTORS: 'env,host,process',
    };
  }

  /**
   * Starts a program that goes on.
   *
   * @param {Program} program
   * @param {Partial<FixtureOptions>} [more]
   */
  async start(program, more) {
    const { service, file, args = [], env, command } = program;
    const flags = program.flags ?? (command === undefined ? AUTO : []);
    const started = await startFixture({
      file,
      args,
      execArgv: flags,
      cwd: this.folder,
      env: { ...this.environment(service), ...env },
      ...(command !== undefined && { nodePath: command }),
      ...more,
    });
    this._started.push(started);
    return started;
  }

  /**
   * Starts a server.
   *
   * @param {Program} program
   * @returns {Promise<string>} the URL in the first line that it writes
   */
  async serve(program) {
    const { readyMatch } = await this.start(program, {
      ready: { on: 'stdout', match: URL_LINE },
      readyTimeoutMs: 60_000,
    });
    return readyMatch?.[0] ?? '';
  }

  /**
   * Runs a program to its end.
   *
   * @param {Program} program
   * @throws Error with what it wrote to stderr, when it fails
   */
  async run(program) {
    const { service } = program;
    const started = await this.start(program);
    const { code, signal } = await started.exited;
    if (code !== 0) {
      const how = signal ?? `exit code ${String(code)}`;
      throw new Error(`${service} failed (${how}):\n${started.stderr}`);
    }
    return started;
  }

  /** Ends what still runs. Each sends its last spans before. */
  async end() {
    // Servers have no stdin to end: what is sent is SIGTERM.
    await Promise.all(
      this._started.map(started => started.stop({ stdinEndMs: 0 }))
    );
  }
}
