/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { randomBytes } from 'node:crypto';
import { isObject, type Json } from '../probe/json.ts';
import { PACKAGE_NAME, PACKAGE_VERSION } from '../version.ts';

/** The last revision with a handshake, and the first without. */
const LEGACY = '2025-11-25';
const MODERN = '2026-07-28';
const METHOD_NOT_FOUND = -32601;

const CLIENT_INFO = {
  name: PACKAGE_NAME,
  version: PACKAGE_VERSION,
};

/** Carries messages to a server and what it says back. */
export interface Link {
  /** @throws Error where the message cannot be delivered */
  send(message: Json): Promise<void>;
  /** Whatever the server sends arrives here, parsed. */
  onMessage: (message: unknown) => void;
  /** The server has agreed to a revision of the protocol. */
  agreed(version: string): void;
}

/** What the doctor saw as a client of the server. */
export interface ExchangeFacts {
  readonly over: 'stdio' | 'http';
  /** Of all spans that answer the doctor's requests. */
  readonly traceId: string;
  /** The revision of the protocol; none where the server did not answer. */
  readonly version?: string;
  /** Methods that the server answered. */
  readonly answered: readonly string[];
  /** Why the exchange ended early. */
  readonly failure?: string;
}

interface Waiting {
  readonly resolve: (message: Json) => void;
  readonly reject: (error: Error) => void;
}

/** A client's side of a short exchange, written by hand: no SDK is in the way. */
export class Conversation {
  private readonly _link: Link;
  private readonly _timeoutMs: number;
  private readonly _traceId = randomBytes(16).toString('hex');
  private readonly _waiting = new Map<number, Waiting>();
  private readonly _answered: string[] = [];
  private _lastId = 0;
  private _modern = false;
  private _failure: string | undefined;

  constructor(link: Link, timeoutMs: number) {
    this._link = link;
    this._timeoutMs = timeoutMs;
    link.onMessage = message => {
      this._receive(message);
    };
  }

  /** Nothing that is still asked will be answered. */
  fail(reason: string): void {
    this._failure = reason;
    for (const { reject } of this._waiting.values()) {
      reject(new Error(reason));
    }
  }

  /** Never rejects: that a server does not answer is a finding. */
  async hold(over: ExchangeFacts['over']): Promise<ExchangeFacts> {
    const facts = (): ExchangeFacts => ({
      over,
      traceId: this._traceId,
      answered: this._answered,
    });
    let version: string | undefined;
    try {
      version = await this._open();
      this._link.agreed(version);
      await this._request('tools/list');
      if (!this._modern) {
        await this._request('ping');
      }
      return { ...facts(), version };
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error);
      const known = version === undefined ? {} : { version };
      return { ...facts(), ...known, failure };
    }
  }

  private async _open(): Promise<string> {
    const answer = await this._request('initialize', {
      protocolVersion: LEGACY,
      capabilities: {},
      clientInfo: CLIENT_INFO,
    });
    const { result } = answer;
    if (isObject(result)) {
      await this._link.send({
        jsonrpc: '2.0',
        method: 'notifications/initialized',
        params: { _meta: this._meta() },
      });
      return String(result['protocolVersion']);
    }
    // A server of the new era only knows no handshake.
    this._modern = true;
    this._link.agreed(MODERN);
    const discovered = await this._request('server/discover');
    if (!isObject(discovered['result'])) {
      throw new Error(
        `it refuses initialize and server/discover: ${errorText(answer)}`
      );
    }
    return MODERN;
  }

  private async _request(method: string, params: Json = {}): Promise<Json> {
    if (this._failure !== undefined) {
      throw new Error(this._failure);
    }
    const id = (this._lastId += 1);
    let timer: NodeJS.Timeout | undefined;
    const answer = new Promise<Json>((resolve, reject) => {
      this._waiting.set(id, { resolve, reject });
      timer = setTimeout(() => {
        reject(new Error(`no answer to ${method}`));
      }, this._timeoutMs);
    });
    // Where sending fails, nobody awaits the answer.
    answer.catch(() => undefined);
    try {
      await this._link.send({
        jsonrpc: '2.0',
        id,
        method,
        params: { ...params, _meta: this._meta() },
      });
      const message = await answer;
      this._answered.push(method);
      return message;
    } finally {
      clearTimeout(timer);
      this._waiting.delete(id);
    }
  }

  private _meta(): Json {
    const spanId = randomBytes(8).toString('hex');
    return {
      ...(this._modern
        ? {
            'io.modelcontextprotocol/protocolVersion': MODERN,
            'io.modelcontextprotocol/clientInfo': CLIENT_INFO,
            'io.modelcontextprotocol/clientCapabilities': {},
          }
        : {}),
      traceparent: `00-${this._traceId}-${spanId}-01`,
    };
  }

  private _receive(message: unknown): void {
    if (!isObject(message)) {
      return;
    }
    const { id, method } = message;
    if (method === undefined) {
      this._waiting.get(Number(id))?.resolve(message);
    } else if (id !== undefined) {
      // A server may ask as well; we have nothing to offer but that we are there.
      const body =
        method === 'ping'
          ? { result: {} }
          : { error: { code: METHOD_NOT_FOUND, message: 'Method not found' } };
      this._link.send({ jsonrpc: '2.0', id, ...body }).catch(() => undefined);
    }
  }
}

function errorText({ error }: Json): string {
  return isObject(error) ? String(error['message']) : 'no reason given';
}
