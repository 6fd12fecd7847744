/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { randomUUID } from 'node:crypto';

/** Messages that a client may have missed, in memory. */
export function events() {
  const stored = [];
  return {
    async storeEvent(streamId, message) {
      const eventId = randomUUID();
      stored.push({ eventId, streamId, message });
      return eventId;
    },
    async getStreamIdForEventId(eventId) {
      return stored.find(event => event.eventId === eventId)?.streamId;
    },
    async replayEventsAfter(lastEventId, { send }) {
      const last = stored.findIndex(({ eventId }) => eventId === lastEventId);
      const { streamId } = stored[last];
      for (const event of stored.slice(last + 1)) {
        // A primer has no message of its own.
        if (event.streamId !== streamId || !('jsonrpc' in event.message)) {
          continue;
        }
        await send(event.eventId, event.message);
      }
      return streamId;
    },
  };
}
