/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** SDK v1: one file per class. Client and server share `Protocol`. */
export const SDK_V1 = '@modelcontextprotocol/sdk';
/** SDK v2: client and server are bundles, each with a `Protocol` of its own. */
export const SDK_V2 = [
  '@modelcontextprotocol/client',
  '@modelcontextprotocol/server',
];
/** The files of v1 in which something is patched, below `dist/esm` and `dist/cjs`. */
export const SDK_V1_FILES = [
  'shared/protocol',
  'client/index',
  'client/sse',
  'client/stdio',
  'client/streamableHttp',
  'server/index',
  'server/mcp',
  'server/stdio',
];

const PACKAGE =
  /[\\/]@modelcontextprotocol[\\/](sdk|client|server)[\\/]dist[\\/]/;
const FILE_V1 = /^(?:cjs|esm)[\\/](.+)\.js$/;
/** Never a chunk of v2: their names change with every release. */
const FILE_V2 = /^(?:index|stdio)\.[cm]js$/;

/** Whether a file, by its path or URL, is of the SDK as it is published. */
export function isOfSdkPackage(file: string): boolean {
  return PACKAGE.test(file);
}

/** Whether an ES module is of one that is supported. */
export function isOfSupportedSdk(url: string): boolean {
  const file = pathOf(url);
  const match = PACKAGE.exec(file);
  return match !== null && isSupportedIn(folderOf(file, match));
}

/** Of what is no file, the URL itself. */
export function pathOf(url: string): string {
  try {
    return url.startsWith('file:') ? fileURLToPath(url) : url;
  } catch {
    return url;
  }
}

const supported = new Map<string, boolean>();

/** Whether something of a supported SDK is patched in the exports of a file. */
export function isSdkFile(path: string): boolean {
  const match = PACKAGE.exec(path);
  if (match === null) {
    return false;
  }
  const file = path.slice(match.index + match[0].length);
  return (
    (match[1] === 'sdk' ? isFileOfV1(file) : FILE_V2.test(file)) &&
    isSupportedIn(folderOf(path, match))
  );
}

/** Where the package.json is. */
function folderOf(
  file: string,
  { index, 0: matched }: RegExpExecArray
): string {
  return file.slice(0, index + matched.length - '/dist/'.length);
}

function isFileOfV1(file: string): boolean {
  const inside = FILE_V1.exec(file)?.[1]?.replaceAll('\\', '/');
  return inside !== undefined && SDK_V1_FILES.includes(inside);
}

/**
 * v1 from 1.8 on and v2. Streamable HTTP came with 1.10, CommonJS with 1.2; older
 * ones are not tested. Some products ship the SDK without its package.json: they
 * get the benefit of the doubt.
 */
export function isSupported(version: string | undefined): boolean {
  const [major, minor] = (version ?? '2.0').split('.').map(Number);
  return (major === 1 && minor !== undefined && minor >= 8) || major === 2;
}

function isSupportedIn(folder: string): boolean {
  const known = supported.get(folder) ?? isSupported(versionIn(folder));
  supported.set(folder, known);
  return known;
}

function versionIn(folder: string): string | undefined {
  try {
    const file = join(folder, 'package.json');
    const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof manifest === 'object' &&
      manifest !== null &&
      'version' in manifest &&
      typeof manifest.version === 'string'
      ? manifest.version
      : undefined;
  } catch {
    return undefined;
  }
}
