/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// The address of the repository: the root manifest holds it, all else is derived.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const SHORTHAND = /^github:([\w.-]+\/[\w.-]+)$/;
const SKIPPED = new Set([
  'node_modules',
  'dist',
  '.git',
  '.cache',
  '.installed',
]);
/** Where links into the repository stand. */
const LINKING = /\.(md|yml)$/;

/**
 * @param {string} root folder of the repository
 * @returns {string} `owner/name`
 */
export function readSlug(root) {
  const { repository } = readJson(join(root, 'package.json'));
  const [, slug] = SHORTHAND.exec(repository) ?? [];
  if (slug === undefined) {
    throw new Error('"repository" of package.json is not github:OWNER/NAME');
  }
  return slug;
}

/**
 * What npm shows, and compares with the workflow that publishes: without
 * `repository` it refuses provenance.
 *
 * @param {string} slug
 * @param {string} name folder of the package below `packages`
 */
export function addressFields(slug, name) {
  const page = `https://github.com/${slug}`;
  return {
    homepage: `${page}/tree/main/packages/${name}#readme`,
    bugs: { url: `${page}/issues` },
    repository: {
      type: 'git',
      url: `git+${page}.git`,
      directory: `packages/${name}`,
    },
  };
}

/**
 * Writes another address into the root manifest, the manifests of the packages,
 * and every link.
 *
 * @param {string} root
 * @param {string} slug
 */
export function writeSlug(root, slug) {
  if (!SHORTHAND.test(`github:${slug}`)) {
    throw new Error(`"${slug}" is not OWNER/NAME`);
  }
  const old = readSlug(root);
  const manifest = join(root, 'package.json');
  change(manifest, text => text.replace(`github:${old}`, `github:${slug}`));
  for (const name of packageNames(root)) {
    const file = join(root, 'packages', name, 'package.json');
    change(file, text => withFields(text, addressFields(slug, name)));
  }
  for (const file of linkingFiles(root)) {
    change(file, text => text.replace(linksTo(old), `$1${slug}`));
  }
}

/** @param {string} slug @returns {RegExp} the host before it is kept as `$1` */
export function linksTo(slug) {
  const escaped = slug.replaceAll('.', '\\.');
  return new RegExp(
    `((?:github|raw\\.githubusercontent)\\.com/)${escaped}(?![\\w-]|\\.\\w)`,
    'g'
  );
}

/** @param {string} root */
export function packageNames(root) {
  return readdirSync(join(root, 'packages'));
}

/**
 * @param {string} folder
 * @returns {string[]} absolute paths of documents and workflows
 */
export function linkingFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (SKIPPED.has(entry.name)) return [];
    if (entry.isDirectory()) return linkingFiles(path);
    const isHistory = basename(path) === 'CHANGELOG.md';
    return LINKING.test(entry.name) && !isHistory ? [path] : [];
  });
}

/**
 * @param {string} text of a manifest
 * @param {Record<string, unknown>} fields placed behind `author`, where npm users expect them
 */
function withFields(text, fields) {
  const manifest = JSON.parse(text);
  for (const name of Object.keys(fields))
    Reflect.deleteProperty(manifest, name);
  const entries = Object.entries(manifest);
  const after = entries.findIndex(([name]) => name === 'author') + 1;
  entries.splice(after, 0, ...Object.entries(fields));
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

/**
 * @param {string} file
 * @param {(text: string) => string} edit
 */
function change(file, edit) {
  const text = readFileSync(file, 'utf8');
  const edited = edit(text);
  if (edited !== text) writeFileSync(file, edited);
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
