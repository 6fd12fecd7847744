/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { wildcard } from './wildcard.ts';

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

/** What patterns of URLs are compared with. */
interface UrlParts {
  readonly scheme: string;
  /** With the port; where that is the scheme's own, also without. */
  readonly hosts: readonly string[];
  readonly path: string;
}

type UrlPattern = (url: UrlParts) => boolean;
type CommandPattern = (command: string) => boolean;

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
 * {@link peerMatcher} is the variant for who asks more than once.
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
  return peerMatcher(patterns)(peer);
}

/**
 * Compiles patterns, as {@link matchesPeer} takes them, once for many peers.
 *
 * @param patterns read now: later changes of the array have no effect.
 * @returns says whether one of them is like a peer. A URL is parsed once for each
 *   call, and only where there are patterns of URLs.
 */
export function peerMatcher(
  patterns: readonly string[]
): (peer: McpPeer) => boolean {
  if (patterns.includes('*')) return () => true;
  const ofUrls: UrlPattern[] = [];
  const ofCommands: CommandPattern[] = [];
  for (const pattern of patterns) {
    if (pattern.includes('://')) ofUrls.push(urlPattern(pattern));
    else ofCommands.push(wildcard(pattern));
  }
  return ({ url, command }) =>
    (url !== undefined && matchesUrl(url, ofUrls)) ||
    (command !== undefined && ofCommands.some(matches => matches(command)));
}

function matchesUrl(url: string, patterns: readonly UrlPattern[]): boolean {
  const parts = patterns.length === 0 ? undefined : parse(url);
  return parts !== undefined && patterns.some(matches => matches(parts));
}

function parse(url: string): UrlParts | undefined {
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

function urlPattern(pattern: string): UrlPattern {
  const afterScheme = pattern.indexOf('://') + '://'.length;
  const slash = pattern.indexOf('/', afterScheme);
  const afterHost = slash === -1 ? pattern.length : slash;
  const isScheme = wildcard(
    pattern.slice(0, afterScheme - '://'.length).toLowerCase()
  );
  const isHost = wildcard(pattern.slice(afterScheme, afterHost).toLowerCase());
  const isPath = slash === -1 ? () => true : wildcard(pattern.slice(slash));
  return ({ scheme, hosts, path }) =>
    isScheme(scheme) && hosts.some(isHost) && isPath(path);
}
