/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// `node scripts/set-repository.mjs OWNER/NAME` writes the address on GitHub into
// every manifest and every link; with `--check` it only says whether it is that.
import { parseArgs } from 'node:util';
import { ROOT } from './lib/packages.mjs';
import { readSlug, writeSlug } from './lib/repository.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean' } },
});
const [slug] = positionals;

if (slug === undefined) {
  console.error('node scripts/set-repository.mjs [--check] OWNER/NAME');
  process.exitCode = 2;
} else if (!values.check) {
  writeSlug(ROOT, slug);
} else if (readSlug(ROOT) !== slug) {
  console.error(
    `The packages name ${readSlug(ROOT)} as their repository, and this is ` +
      `${slug}: npm would refuse them. Run and commit: ` +
      `node scripts/set-repository.mjs ${slug}`
  );
  process.exitCode = 1;
}
