/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject } from '../probe/json.ts';
import type { Link } from './conversation.ts';

const SESSION = 'mcp-session-id';

/** Streamable HTTP: every message is a POST, whose answer is JSON or a stream. */
export class HttpLink implements Link {
  onMessage: (message: unknown) => void = () => undefined;
  private readonly _url: URL;
  private _version: string | undefined;
  private _session: string | undefined;
  private readonly _abort = new AbortController();

  constructor(url: URL) {
    this._url = url;
  }

  agreed(version: string): void {
    this._version = version;
  }

  async send(message: object): Promise<void> {
    const response = await this._fetch('POST', message);
    this._session ??= response.headers.get(SESSION) ?? undefined;
    const type = response.headers.get('content-type') ?? '';
    if (type.includes('text/event-stream')) {
      // Answers come in time; whoever waits for them has a limit.
      void this._readEvents(response).catch(() => undefined);
      return;
    }
    const text = await response.text();
    if (type.includes('json') && text !== '') {
      this.onMessage(JSON.parse(text));
    } else if (!response.ok) {
      throw new Error(`HTTP status ${response.status} from ${this._url.href}`);
    }
  }

  /** Ends the session, if there is one, and all streams. */
  async close(): Promise<void> {
    try {
      if (this._session !== undefined) {
        await (await this._fetch('DELETE')).text();
      }
    } catch {
      // The server is gone already.
    }
    this._abort.abort();
  }

  private _fetch(method: string, message?: object): Promise<Response> {
    const name: unknown = isObject(message) ? message['method'] : undefined;
    const headers: Record<string, string> = {
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
      ...(this._version === undefined
        ? {}
        : { 'mcp-protocol-version': this._version }),
      ...(this._session === undefined ? {} : { [SESSION]: this._session }),
      // Required since 2026-07-28; servers before that pass it over.
      ...(typeof name === 'string' ? { 'mcp-method': name } : {}),
    };
    return fetch(this._url, {
      method,
      headers,
      signal: this._abort.signal,
      ...(message === undefined ? {} : { body: JSON.stringify(message) }),
    });
  }

  private async _readEvents({ body }: Response): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    const chunks: AsyncIterable<Uint8Array> | Uint8Array[] = body ?? [];
    for await (const chunk of chunks) {
      text += decoder.decode(chunk, { stream: true });
      const events = text.split(/\r?\n\r?\n/);
      text = events.pop() ?? '';
      for (const event of events) {
        const data = event
          .split(/\r?\n/)
          .filter(line => line.startsWith('data:'))
          .map(line => line.slice('data:'.length).trimStart())
          .join('\n');
        if (data !== '') {
          this.onMessage(JSON.parse(data));
        }
      }
    }
  }
}
