/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The requests of all protocol revisions from 2024-11-05 to 2026-07-28. */
const REQUESTS: ReadonlySet<string> = new Set([
  'completion/complete',
  'elicitation/create',
  'initialize',
  'logging/setLevel',
  'ping',
  'prompts/get',
  'prompts/list',
  'resources/list',
  'resources/read',
  'resources/subscribe',
  'resources/templates/list',
  'resources/unsubscribe',
  'roots/list',
  'sampling/createMessage',
  'server/discover',
  'subscriptions/listen',
  'tasks/cancel',
  'tasks/get',
  'tasks/list',
  'tasks/result',
  'tools/call',
  'tools/list',
]);

/** The methods whose `params.uri` is `mcp.resource.uri`. */
export const RESOURCE_METHODS = [
  'resources/read',
  'resources/subscribe',
  'resources/unsubscribe',
  'notifications/resources/updated',
] as const;

/** The first protocol revision without sessions. */
const STATELESS_REVISION = '2026-07-28';

/** Whether the method is known to be one; custom methods can be either. */
export function isRequest(method: string): boolean {
  return REQUESTS.has(method);
}

export function isNotification(method: string): boolean {
  return method.startsWith('notifications/');
}

/** Revisions are dates, and dates of this form sort as text. */
export function isStateless(protocolVersion: unknown): boolean {
  return (
    typeof protocolVersion === 'string' &&
    /^\d{4}-\d{2}-\d{2}$/.test(protocolVersion) &&
    protocolVersion >= STATELESS_REVISION
  );
}
