/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

type Send = (id: string, message: object) => Promise<void>;

/** The messages of a server's streams, from which a client can resume them. */
export class OrderedEventStore {
  private readonly _events: { stream: string; message: object }[] = [];

  storeEvent(stream: string, message: object): Promise<string> {
    this._events.push({ stream, message });
    return Promise.resolve(String(this._events.length - 1));
  }

  getStreamIdForEventId(id: string): Promise<string | undefined> {
    return Promise.resolve(this._events[Number(id)]?.stream);
  }

  async replayEventsAfter(
    lastId: string,
    { send }: { send: Send }
  ): Promise<string> {
    const stream = this._events[Number(lastId)]?.stream ?? '';
    for (const [index, event] of this._events.entries()) {
      // the first event of a stream only gives it an id, and has no message
      if (index > Number(lastId) && event.stream === stream) {
        await send(String(index), event.message);
      }
    }
    return stream;
  }
}
