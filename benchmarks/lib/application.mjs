/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MODULES = 1_000;
/** Functions in one module, of some 250 bytes each: 5 kB, as is usual. */
const FUNCTIONS = 20;

/**
 * Writes an application of 1,000 modules that are loaded in groups, each behind
 * one of their own, in either module system.
 *
 * @returns {{ cjs: string, esm: string, remove(): void }} main files
 */
export function writeApplication() {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-application-'));
  const main = (/** @type {'cjs' | 'mjs'} */ ending) => {
    const files = Array.from({ length: MODULES }, (_, index) =>
      write(folder, ending, index)
    );
    const file = join(folder, `main.${ending}`);
    const first = files.filter((_, index) => index % 10 === 0);
    writeFileSync(file, [...first.map(loading(ending)), PRINT].join('\n'));
    return file;
  };
  return {
    cjs: main('cjs'),
    esm: main('mjs'),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** What the process has used so far, in milliseconds. */
const PRINT = `
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ cpu: (user + system) / 1e3 }));
`;

const loading = ending => file =>
  ending === 'cjs' ? `require('${file}');` : `import '${file}';`;

function write(folder, ending, index) {
  const name = `./${ending}-${index % 10}/module-${index}.${ending}`;
  mkdirSync(join(folder, `${ending}-${index % 10}`), { recursive: true });
  const next = `../${ending}-${(index + 1) % 10}/module-${index + 1}.${ending}`;
  const isLast = index % 10 === 9;
  const functions = Array.from({ length: FUNCTIONS }, (_, number) =>
    source(index, number)
  );
  const names = functions.map((_, number) => `handle${index}of${number}`);
  const text = [
    ...(isLast ? [] : [loading(ending)(next)]),
    ...functions,
    ending === 'cjs'
      ? `module.exports = { ${names.join(', ')} };`
      : `export { ${names.join(', ')} };`,
  ];
  writeFileSync(join(folder, name), text.join('\n'));
  return name;
}

function source(index, number) {
  return `
/** Handles what the ${number}th caller of module ${index} has sent. */
function handle${index}of${number}(request, options = {}) {
  const _options = { retries: ${number}, ...options };
  if (request.error !== undefined) {
    throw new TypeError(\`no \${request.name} in module ${index}\`);
  }
  return Object.entries(_options).map(([key, value]) => [key, value]);
}`;
}
