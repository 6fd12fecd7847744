/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject } from '../probe/json.ts';
import type { Link } from './conversation.ts';

/** One message per line, each way. */
export class StdioLink implements Link {
  /** Lines that are no message: somebody else writes to stdout. */
  readonly strayLines: string[] = [];
  onMessage: (message: unknown) => void = () => undefined;
  private readonly _write: (line: string) => void;

  constructor(write: (line: string) => void) {
    this._write = write;
  }

  /** To be called with each line of the server's stdout. */
  receive(line: string): void {
    const message = parse(line);
    if (isJsonRpc(message)) {
      this.onMessage(message);
    } else if (line.trim() !== '') {
      this.strayLines.push(line);
    }
  }

  send(message: object): Promise<void> {
    this._write(JSON.stringify(message));
    return Promise.resolve();
  }

  agreed(): void {
    // The version is a matter of HTTP headers.
  }
}

function isJsonRpc(message: unknown): boolean {
  return isObject(message) && message['jsonrpc'] === '2.0';
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
