/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Headless Chromium, as Debian packages it.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { commandPath, hasCommand } from './commands.mjs';

/** Nothing of it talks to anybody, or remembers anything. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
];
const TIMEOUT_MS = 60_000;

/** Whether there is one. */
export const hasChromium = () => hasCommand('chromium');

/**
 * Opens a page.
 *
 * @param {string} file the page
 * @param {string[]} flags further flags of Chromium
 * @returns {Promise<string>} what it writes to stdout
 * @throws Error when it fails or takes longer than a minute
 */
async function open(file, flags) {
  const profile = mkdtempSync(join(tmpdir(), 'chromium-'));
  try {
    const { stdout } = await promisify(execFile)(
      commandPath('chromium') ?? 'chromium',
      [
        ...FLAGS,
        `--user-data-dir=${profile}`,
        ...flags,
        pathToFileURL(file).href,
      ],
      { timeout: TIMEOUT_MS, maxBuffer: 64 * 1024 * 1024 }
    );
    return stdout;
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @param {boolean} dark */
const scheme = dark => `--blink-settings=preferredColorScheme=${dark ? 0 : 1}`;

/**
 * @param {string} file it may read files beside it
 * @param {{ dark?: boolean }} [options] default light
 * @returns {Promise<string>} the document as the browser understood it
 */
export const documentOf = (file, { dark = false } = {}) =>
  open(file, ['--dump-dom', '--allow-file-access-from-files', scheme(dark)]);

/**
 * Takes a picture of a page.
 *
 * @param {string} file
 * @param {string} picture a PNG
 * @param {{ width?: number, height?: number, dark?: boolean }} [options] in CSS
 *   pixels; default 1280 by 800, light
 */
export async function screenshot(file, picture, options = {}) {
  const { width = 1280, height = 800, dark = false } = options;
  await open(file, [
    `--screenshot=${picture}`,
    `--window-size=${width},${height}`,
    scheme(dark),
  ]);
}
