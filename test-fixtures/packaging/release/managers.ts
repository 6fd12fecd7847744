/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Puts the package managers of others where a reader has them: on the PATH. */
export const MANAGERS = `
pnpm() { npx --yes pnpm@10.34.9 "$@"; }
yarn() { npx --yes @yarnpkg/cli-dist@4.18.1 "$@"; }
`;

/** Yarn reads neither npm's variables nor its files. */
export function yarnRegistry(
  url: string,
  folder: string
): Record<string, string> {
  return {
    YARN_NPM_REGISTRY_SERVER: url,
    YARN_UNSAFE_HTTP_WHITELIST: '127.0.0.1',
    YARN_ENABLE_TELEMETRY: '0',
    YARN_ENABLE_SCRIPTS: '0',
    // It refuses what was published today.
    YARN_NPM_MINIMAL_AGE_GATE: '0',
    // What it remembers of a registry holds the port, which is another next time.
    YARN_GLOBAL_FOLDER: folder,
    YARN_NODE_LINKER: 'pnp',
  };
}
