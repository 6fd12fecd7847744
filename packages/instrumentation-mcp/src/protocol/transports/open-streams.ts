/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { isObject, type JsonObject } from '../../model/json-rpc.ts';
import { isMap } from '../sdk-shapes.ts';

/**
 * Whether a server of Streamable HTTP has no stream that a notification could
 * leave on: the client has not opened any for what belongs to none of its
 * requests, and nothing is stored for later. The SDK then passes it over without
 * a word.
 */
export function hasNoStream(transport: object, options: unknown): boolean {
  const server = streamsOf(transport);
  if (server === undefined) {
    return false;
  }
  const {
    _streamMapping: streams,
    _standaloneSseStreamId: id,
    _eventStore: store,
  } = server;
  const isRelated =
    isObject(options) && options['relatedRequestId'] !== undefined;
  return (
    !isRelated && isMap(streams) && !streams.has(id) && store === undefined
  );
}

/** For Node, both lines of the SDK wrap the transport that has them. */
function streamsOf(transport: object): JsonObject | undefined {
  const inner: unknown = Reflect.get(transport, '_webStandardTransport');
  const server = isObject(inner) ? inner : transport;
  return isObject(server) &&
    typeof server['_standaloneSseStreamId'] === 'string'
    ? server
    : undefined;
}
