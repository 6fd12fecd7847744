/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { SpanKind, type Attributes } from '@opentelemetry/api';
import { OTHER } from '../model/methods.ts';
import { ATTR_MCP_METHOD_NAME } from '../semconv.ts';
import { addClient } from '../telemetry/client-address.ts';
import { addConnection } from '../telemetry/connection-attributes.ts';
import { messageAttributes } from '../telemetry/message-attributes.ts';
import type { Opening } from './opening.ts';
import type { Telemetry } from './telemetry.ts';

/** One object, filled once; what becomes known later is added to it. */
export function attributesOf(
  opening: Opening,
  { names, settings }: Telemetry
): Attributes {
  const { message, kind, connection, arrival, origin } = opening;
  const attributes = messageAttributes(message, settings);
  addConnection(attributes, connection, kind, message, arrival);
  if (kind === SpanKind.SERVER) {
    addClient(attributes, origin.ambientSpan, arrival.headers);
    if (arrival.handled === true) {
      names.addMethod(String(attributes[ATTR_MCP_METHOD_NAME]));
    } else if (
      arrival.handled === false &&
      !names.knowsMethod(message.method)
    ) {
      // A method is what the peer says it is only if somebody here knows it.
      attributes[ATTR_MCP_METHOD_NAME] = OTHER;
    }
  }
  return attributes;
}
