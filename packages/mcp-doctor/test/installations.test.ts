/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import assert from 'node:assert/strict';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  copySdk,
  temporaryFolder,
} from '../../../test-fixtures/support/package-copies.ts';
import { examine, SET_UP, type Examination } from './support/doctor.ts';
import {
  anchorIn,
  bundle,
  copyPackage,
  copyPrograms,
  edit,
  setVersion,
} from './support/installations.ts';

const API = '@opentelemetry/api';

async function assertFound(
  examination: Examination,
  code: string
): Promise<void> {
  const { findings, codes } = await examine(examination);
  assert.deepEqual(codes, [code], JSON.stringify(findings, null, 2));
}

describe('the doctor finds what is wrong with an installation', function () {
  // Each starts up to three processes, one after the other.
  this.timeout(60_000);

  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  it('of a bundle with the SDK in it: SDK_BUNDLED', async () => {
    const program = await bundle('server.mjs', folder);
    const env = { OTEL_INSTRUMENTATION_MCP_BUNDLED: 'false' };
    await assertFound(
      { preload: SET_UP, program: [program], env },
      'SDK_BUNDLED'
    );
  });

  it('of an SDK that was copied without its package: SDK_VENDORED', async () => {
    const copy = copySdk(folder, '.');
    const vendored = join(folder.path, 'vendor', 'mcp');
    cpSync(join(copy, 'dist'), vendored, { recursive: true });
    rmSync(join(folder.path, 'node_modules'), { recursive: true });
    const program = copyPrograms(folder, 'server.cjs', 'define.cjs');
    edit(program, '@modelcontextprotocol/sdk/', './vendor/mcp/cjs/');
    writeFileSync(
      join(folder.path, 'package.json'),
      '{ "name": "product", "version": "1.0.0" }'
    );
    const env = { OTEL_INSTRUMENTATION_MCP_BUNDLED: 'false' };
    await assertFound(
      { preload: SET_UP, program: [program], env },
      'SDK_VENDORED'
    );
  });

  it('of an SDK that is too old: UNSUPPORTED_VERSION', async () => {
    setVersion(copySdk(folder, '.'), '1.7.0');
    const program = copyPrograms(folder, 'server.cjs', 'define.cjs');
    await assertFound(
      { preload: SET_UP, program: [program] },
      'UNSUPPORTED_VERSION'
    );
  });

  it('of two copies of the hooks: TWO_INSTRUMENTATION_COPIES', async () => {
    copyPackage(
      folder,
      'import-in-the-middle',
      anchorIn('@opentelemetry/instrumentation')
    );
    const loader = join(folder.path, 'loader.mjs');
    writeFileSync(
      loader,
      "import { register } from 'node:module';\n" +
        "register('import-in-the-middle/hook.mjs', import.meta.url);\n"
    );
    await assertFound(
      {
        preload: [pathToFileURL(loader).href, 'sdk.mjs', 'construct.mjs'],
        program: ['server.mjs'],
      },
      'TWO_INSTRUMENTATION_COPIES'
    );
  });

  it('of two versions of the API: TWO_API_COPIES', async () => {
    const copy = copyPackage(folder, API);
    const version = setVersion(copy, '1.9.9');
    for (const file of ['version.cjs', 'internal/global-utils.cjs']) {
      edit(join(copy, 'dist', file), version, '1.9.9');
    }
    const program = copyPrograms(folder, 'server.cjs', 'define.cjs');
    await assertFound(
      { preload: ['old-api.mjs', ...SET_UP], program: [program] },
      'TWO_API_COPIES'
    );
  });
});
