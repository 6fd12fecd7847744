/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The message about an attribute that must be absent. */
export function unwanted(key: string, label: string): string {
  return `${key} must be absent (${label})`;
}

export const FAILURE = 'if, and only if, it failed';
export const RESOURCES =
  '`resources/read`, `resources/subscribe`, `resources/unsubscribe`, `notifications/resources/updated`';
export const PROMPTS = '`prompts/get`, `completion/complete` of a prompt';
export const SESSIONS = 'if an `Mcp-Session-Id` was assigned';
export const NETWORK = 'over HTTP and WebSocket';
