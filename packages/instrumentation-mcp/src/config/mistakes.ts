/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import type { DiagLogger } from '@opentelemetry/api';

/** Where mistakes in the options are told. */
export type MistakeLog = Pick<DiagLogger, 'error'>;

/**
 * Mistakes in the options, kept until there is somebody to tell: `diag` forgets
 * what it is told before a logger is set, and instrumentations are constructed
 * before the SDK that sets one.
 */
export class Mistakes implements MistakeLog {
  private _lines: string[] = [];

  error(line: string): void {
    this._lines.push(line);
  }

  get areTold(): boolean {
    return this._lines.length === 0;
  }

  /** Each is told once. */
  tell(log: MistakeLog): void {
    const lines = this._lines;
    this._lines = [];
    for (const line of lines) {
      log.error(line);
    }
  }
}
