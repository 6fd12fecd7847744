/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import {
  addressFields,
  linkingFiles,
  linksTo,
  packageNames,
  readSlug,
  writeSlug,
} from '../../scripts/lib/repository.mjs';
import { ROOT } from './commands.ts';

/** Targets of links and pictures, in both of Markdown's ways. */
const TARGET = /\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)$/gm;
const CODE = /^```.*?^```$/gms;

function targetsIn(file: string): string[] {
  const text = readFileSync(file, 'utf8').replace(CODE, '');
  return [...text.matchAll(TARGET)].map(([, inline, below]) => {
    return inline ?? below ?? '';
  });
}

/** As GitHub makes them of headings. */
function anchorsIn(file: string): string[] {
  const text = readFileSync(file, 'utf8').replace(CODE, '');
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-')
  );
}

function manifestOf(root: string, name: string): Record<string, unknown> {
  const file = join(root, 'packages', name, 'package.json');
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}

function addressIn({
  homepage,
  bugs,
  repository,
}: Record<string, unknown>): unknown {
  return { homepage, bugs, repository };
}

describe('the address of the repository', () => {
  const slug = readSlug(ROOT);
  const documents = linkingFiles(ROOT).filter(file => file.endsWith('.md'));

  it('stands in every published manifest', () => {
    for (const name of packageNames(ROOT)) {
      const expected = addressFields(slug, name);
      assert.deepEqual(addressIn(manifestOf(ROOT, name)), expected, name);
    }
  });

  it("is in each link of a package's README, which npm shows elsewhere", () => {
    for (const name of packageNames(ROOT)) {
      const readme = join(ROOT, 'packages', name, 'README.md');
      const relatives = targetsIn(readme).filter(
        target => !/^(https:|#)/.test(target)
      );
      assert.deepEqual(relatives, [], name);
    }
  });

  it('is followed by a path that exists', () => {
    const inside = new RegExp(
      `^https://(?:github\\.com/${slug}/(?:blob|tree)|raw\\.githubusercontent\\.com/${slug})/main/([^#]*)`
    );
    const paths = documents.flatMap(file =>
      targetsIn(file).flatMap(target => inside.exec(target)?.[1] ?? [])
    );
    assert.ok(paths.length > 0);
    assert.deepEqual(
      paths.filter(path => !existsSync(join(ROOT, path))),
      []
    );
  });

  it('is needed by no other link: those name a file beside them', () => {
    const missing = documents.flatMap(file =>
      targetsIn(file)
        .filter(target => !/^(https?:|mailto:|#)/.test(target))
        .map(target => target.replace(/#.*/, ''))
        .filter(target => !existsSync(join(dirname(file), target)))
        .map(target => `${relative(ROOT, file)}: ${target}`)
    );
    assert.deepEqual(missing, []);
  });

  it('is not what a link to a heading lacks: the heading is there', () => {
    const own = `https://github.com/${slug}/blob/main/`;
    const lost = documents.flatMap(file =>
      targetsIn(file)
        .filter(target => target.startsWith(own) || !target.includes(':'))
        .filter(target => target.includes('#'))
        .filter(target => {
          const [path = '', anchor = ''] = target.split('#');
          const linked = path.startsWith(own)
            ? join(ROOT, path.slice(own.length))
            : join(dirname(file), path);
          const document = path === '' ? file : linked;
          return !anchorsIn(document).includes(anchor);
        })
        .map(target => `${relative(ROOT, file)}: ${target}`)
    );
    assert.deepEqual(lost, []);
  });

  it('is changed everywhere by one command', () => {
    const copy = mkdtempSync(join(tmpdir(), 'mcp-address-'));
    const shipped = [
      'package.json',
      ...packageNames(ROOT).map(name => `packages/${name}/package.json`),
      ...linkingFiles(ROOT).map(file => relative(ROOT, file)),
    ];
    for (const file of shipped) cpSync(join(ROOT, file), join(copy, file));

    writeSlug(copy, 'somebody/something.else');

    assert.equal(readSlug(copy), 'somebody/something.else');
    const left = shipped.filter(file =>
      linksTo(slug).test(readFileSync(join(copy, file), 'utf8'))
    );
    assert.deepEqual(left, []);
    const [name = ''] = packageNames(copy);
    assert.deepEqual(
      addressIn(manifestOf(copy, name)),
      addressFields('somebody/something.else', name)
    );
    rmSync(copy, { recursive: true });
  });
});
