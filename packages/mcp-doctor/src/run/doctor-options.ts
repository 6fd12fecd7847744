/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { ReadStream } from 'node:tty';

/** What the command is, and so how it is made to speak MCP. */
export type Role = 'stdio-server' | 'http-server' | 'host';

export interface DoctorOptions {
  /**
   * A program of the PATH, or a file; its arguments are in `args`. Variables may
   * stand before it: `env A=b node`, `A=b node`.
   */
  readonly command: string;
  readonly args: readonly string[];
  /** Default: what the command turns out to be. */
  readonly role?: Role;
  /** Of a server over HTTP; default: `/mcp` on the first port that it opens. */
  readonly url?: URL;
  /** Upper bound of each wait for the command; default 15000. */
  readonly timeoutMs?: number;
  /** Whether telemetry goes where it always goes; default: to the doctor. */
  readonly keepExporters?: boolean;
  /** What a host reads; default: nothing. */
  readonly stdin?: ReadStream;
  /** Told of each wait, so that nobody wonders. */
  readonly log?: (text: string) => void;
}
