/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { matchesWildcard } from './wildcard.ts';

/** The server that a message goes to. */
export interface McpPeer {
  /** Its URL, known to clients over HTTP, SSE and WebSocket. */
  readonly url?: string | undefined;
  /** Its command line, known to clients over stdio: command and arguments. */
  readonly command?: string | undefined;
}

const DEFAULT_PORTS: ReadonlyMap<string, string> = new Map([
  ['http', '80'],
  ['https', '443'],
  ['ws', '80'],
  ['wss', '443'],
]);

/**
 * Whether one of `patterns` is like the peer, to decide who gets trace context
 * or baggage. In a pattern `*` stands for any characters, or none.
 *
 * - With `://` it is a pattern of URLs. Scheme, host with port, and path with
 *   query are compared one by one, so that `https://*.example.com/*` is about
 *   hosts of that domain, not about a stranger's URL that has such a path. A
 *   pattern without a path goes for all paths, one without a port for the
 *   scheme's own. Credentials in a URL are not compared.
 * - Any other is a pattern of command lines: `npx -y @acme/*`.
 * - `*` alone is any peer, even one of which nothing is known.
 *
 * @param patterns case-sensitive, but for scheme and host. No regular
 *   expressions: patterns cannot be made to take long.
 *
 * Never throws: what is no URL is like no pattern of URLs.
 */
export function matchesPeer(
  peer: McpPeer,
  patterns: readonly string[]
): boolean {
  return patterns.some(pattern => {
    if (pattern === '*') return true;
    const { url, command } = peer;
    return pattern.includes('://')
      ? url !== undefined && matchesUrl(url, pattern)
      : command !== undefined && matchesWildcard(command, pattern);
  });
}

function matchesUrl(url: string, pattern: string): boolean {
  const actual = parse(url);
  if (actual === undefined) return false;
  const { scheme, host, path } = split(pattern);
  return (
    matchesWildcard(actual.scheme, scheme.toLowerCase()) &&
    actual.hosts.some(name => matchesWildcard(name, host.toLowerCase())) &&
    (path === '' || matchesWildcard(actual.path, path))
  );
}

function parse(url: string) {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, host, port, pathname, search } = new URL(url);
  const scheme = protocol.slice(0, -1);
  const standard = DEFAULT_PORTS.get(scheme);
  return {
    scheme,
    hosts:
      port === '' && standard !== undefined
        ? [host, `${hostname}:${standard}`]
        : [host],
    path: pathname + search,
  };
}

function split(pattern: string) {
  const afterScheme = pattern.indexOf('://') + '://'.length;
  const slash = pattern.indexOf('/', afterScheme);
  const afterHost = slash === -1 ? pattern.length : slash;
  return {
    scheme: pattern.slice(0, afterScheme - '://'.length),
    host: pattern.slice(afterScheme, afterHost),
    path: pattern.slice(afterHost),
  };
}
