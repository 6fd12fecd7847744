/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// `npm run pictures [-- NAME...]`: runs the examples, and takes the pictures that
// their READMEs show. Needs Chromium.
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasChromium, screenshot } from '../examples/lib/chromium.mjs';
import { ROOT } from './lib/packages.mjs';
import { prepare } from './lib/prepare.mjs';
import { PINNED_NODE, run } from './lib/run.mjs';

const FOLDER = join(ROOT, 'examples');
/** What of a page is not lines of spans, and a line, in CSS pixels. */
const HEIGHT = { trace: 75, frame: 270, span: 27.6 };

if (!hasChromium()) {
  console.error('There is no Chromium: npm run system-packages');
  process.exit(1);
}
prepare();
const temporary = mkdtempSync(join(tmpdir(), 'pictures-'));
const chosen = process.argv.slice(2);
const names = readdirSync(FOLDER).filter(
  name =>
    (chosen.length === 0 || chosen.includes(name)) &&
    existsSync(join(FOLDER, name, 'README.md')) &&
    readFileSync(join(FOLDER, name, 'README.md'), 'utf8').includes(
      '(trace.png)'
    )
);
for (const name of names) await picture(name);
rmSync(temporary, { recursive: true });

/** @param {string} name */
async function picture(name) {
  const page = join(temporary, `${name}.html`);
  const code = run(PINNED_NODE, [
    join(FOLDER, name, 'run.mjs'),
    '--html',
    page,
  ]);
  if (code !== 0) throw new Error(`${name} failed`);
  const html = readFileSync(page, 'utf8');
  const count = (/** @type {RegExp} */ pattern) =>
    html.match(pattern)?.length ?? 0;
  const { trace, frame, span } = HEIGHT;
  const height = Math.ceil(
    frame + trace * count(/<section>/g) + span * count(/ data-span="/g)
  );
  await screenshot(page, join(FOLDER, name, 'trace.png'), { height });
}
