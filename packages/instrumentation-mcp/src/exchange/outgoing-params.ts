/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { ROOT_CONTEXT, type Context } from '@opentelemetry/api';
import { clearMeta, injectMeta } from 'opentelemetry-propagator-mcp';
import type { Connection } from '../model/connection.ts';
import type { Message } from '../model/json-rpc.ts';
import { SPEC_METHODS } from '../model/methods.ts';
import { isTrusted } from './peer-trust.ts';
import type { Telemetry } from './telemetry.ts';

/**
 * The params of a message with a context in `_meta`, as far as the operator lets
 * its peer have it. A peer that is to get none gets none: what a gateway would
 * send on from somebody else is taken out as well, whatever the method.
 */
export function outgoingParams(
  message: Message,
  context: Context,
  connection: Connection,
  telemetry: Telemetry
): unknown {
  const { params, method } = message;
  if (!isTrusted(connection, telemetry)) {
    return clearMeta(params);
  }
  const { settings, injection } = telemetry.policies;
  const carried =
    settings.propagate === 'spec-methods' && !SPEC_METHODS.has(method)
      ? ROOT_CONTEXT
      : context;
  return injectMeta(carried, params, injection);
}

/** The same for the headers of an HTTP request, by lower-case name. */
export function outgoingHeaders(
  context: Context,
  connection: Connection,
  telemetry: Telemetry
): Readonly<Record<string, unknown>> {
  const { _meta }: { _meta?: Record<string, unknown> } = isTrusted(
    connection,
    telemetry
  )
    ? injectMeta(context, {}, telemetry.policies.injection)
    : {};
  return _meta ?? {};
}
