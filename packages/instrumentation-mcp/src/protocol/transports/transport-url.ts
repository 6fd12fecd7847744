/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  'http:': 80,
  'https:': 443,
  'ws:': 80,
  'wss:': 443,
};

/**
 * A URL as applications hand it over: text, or an object with an `href`, which
 * need not be of our realm.
 *
 * @returns undefined for anything else, and for a relative one
 */
export function urlOf(value: unknown): URL | undefined {
  const text =
    typeof value === 'object' && value !== null && 'href' in value
      ? value.href
      : value;
  return typeof text === 'string' && URL.canParse(text)
    ? new URL(text)
    : undefined;
}

/** Without the brackets of an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

export function portOf(url: URL): number | undefined {
  return url.port === '' ? DEFAULT_PORTS[url.protocol] : Number(url.port);
}
