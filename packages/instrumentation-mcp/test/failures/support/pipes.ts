/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { PassThrough } from 'node:stream';
import type { Transport } from '../../support/sdk.ts';

/** Two pipes between a client and a server, framed by lines as on stdio. */
export interface Pipes {
  readonly toServer: PassThrough;
  readonly toClient: PassThrough;
}

export function createPipes(): Pipes {
  return { toServer: new PassThrough(), toClient: new PassThrough() };
}

/**
 * The client's end of two pipes, in place of `StdioClientTransport`, whose other
 * end is always a process.
 */
export class PipeClientTransport implements Transport {
  onmessage?: (message: unknown) => void;
  onclose?: () => void;
  onerror?: (error: Error) => void;
  /** Thrown by the next `send`. */
  sendFailure: Error | undefined;
  private readonly _pipes: Pipes;
  private _rest = '';
  private _closed = false;

  constructor(pipes: Pipes) {
    this._pipes = pipes;
  }

  start(): Promise<void> {
    const { toClient } = this._pipes;
    toClient.on('data', (chunk: Buffer) => {
      this._read(chunk.toString());
    });
    toClient.on('end', () => void this.close());
    return Promise.resolve();
  }

  send(message: object): Promise<void> {
    const failure = this.sendFailure;
    if (failure !== undefined) {
      this.sendFailure = undefined;
      return Promise.reject(failure);
    }
    this._pipes.toServer.write(`${JSON.stringify(message)}\n`);
    return Promise.resolve();
  }

  close(): Promise<void> {
    if (!this._closed) {
      this._closed = true;
      this._pipes.toServer.end();
      this.onclose?.();
    }
    return Promise.resolve();
  }

  private _read(text: string): void {
    const lines = (this._rest + text).split('\n');
    this._rest = lines.pop() ?? '';
    for (const line of lines) {
      this.onmessage?.(JSON.parse(line));
    }
  }
}
