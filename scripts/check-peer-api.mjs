/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// What a package must not bring along: a second copy of the OpenTelemetry API
// records nothing (its globals are those of the host's copy), and the MCP SDK
// which we instrument is the host's.
import { PACKAGES, readManifest } from './lib/packages.mjs';

const API = '@opentelemetry/api';
const API_RANGE = '^1.9.0';
const MCP_SDK = '@modelcontextprotocol/';

const problems = PACKAGES.flatMap(folder => {
  const manifest = readManifest(folder);
  return findProblems(manifest).map(text => `${manifest.name}: ${text}`);
});
problems.forEach(problem => console.error(problem));
process.exitCode = problems.length > 0 ? 1 : 0;

/**
 * @param {Record<'dependencies' | 'optionalDependencies' | 'peerDependencies',
 *   Record<string, string> | undefined>} manifest
 * @returns {string[]}
 */
function findProblems(manifest) {
  const { dependencies, optionalDependencies, peerDependencies } = manifest;
  const installed = Object.keys({ ...dependencies, ...optionalDependencies });
  const wanted = [...installed, ...Object.keys(peerDependencies ?? {})];
  const problems = wanted
    .filter(name => name.startsWith(MCP_SDK))
    .map(name => `${name} may be a devDependency only`);
  if (installed.includes(API)) {
    problems.push(`${API} must be a peer, not a dependency`);
  }
  if (peerDependencies?.[API] !== API_RANGE) {
    problems.push(`${API} must be a peer with the range ${API_RANGE}`);
  }
  return problems;
}
